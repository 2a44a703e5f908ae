package dev.keyporter.db.secret;

/**
 * An encrypted secret.
 *
 * @param keyVersion which key of the master key's keyset encrypted it
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared.
public record Sealed(byte[] bytes, long keyVersion) {
  @Override
  public String toString() {
    return "Sealed[keyVersion=" + keyVersion + "]";
  }
}
