package dev.keyporter.db.access;

import java.util.UUID;

/** A secret that signs tokens, in the clear. Prints nothing of itself. */
public final class SigningSecret {
  private final UUID id;
  private final byte[] value;

  SigningSecret(UUID id, byte[] value) {
    this.id = id;
    this.value = value.clone();
  }

  /** Names it in a token's {@code kid} header. */
  public UUID id() {
    return id;
  }

  /** The 32 bytes themselves: for signing and verifying, nothing else. */
  public byte[] reveal() {
    return value.clone();
  }

  @Override
  public String toString() {
    return "SigningSecret[" + id + "]";
  }
}
