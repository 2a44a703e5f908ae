package dev.keyporter.db.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The keys that encrypt the secrets of the database: one that encrypts, and older ones that still
 * decrypt. Kept outside the database, as one line of base 64.
 */
final class MasterKey {
  private static final int RAW_KEY_BYTES = 32;

  private static final AesGcmParameters AES_256_GCM = parameters();

  private final KeysetHandle keys;
  private final Aead aead;

  private MasterKey(KeysetHandle keys) throws GeneralSecurityException {
    this.keys = keys;
    this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private static AesGcmParameters parameters() {
    try {
      AeadConfig.register();
      return AesGcmParameters.builder()
          .setKeySizeBytes(RAW_KEY_BYTES)
          .setIvSizeBytes(12)
          .setTagSizeBytes(16)
          .setVariant(AesGcmParameters.Variant.TINK)
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available.", e);
    }
  }

  static MasterKey generate() {
    try {
      return new MasterKey(KeysetHandle.generateNew(AES_256_GCM, RegistryConfiguration.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available.", e);
    }
  }

  /**
   * Reads what {@link #text} wrote, or 32 random bytes in base 64.
   *
   * @throws UnsealException when it is neither
   */
  static MasterKey parse(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.strip());
      return new MasterKey(
          bytes.length == RAW_KEY_BYTES
              ? fromRaw(bytes)
              : TinkProtoKeysetFormat.parseKeyset(
                  bytes, InsecureSecretKeyAccess.get(), RegistryConfiguration.get()));
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      throw new UnsealException(
          "The master key cannot be read: it is not what Keyporter wrote, nor 32 bytes in base"
              + " 64.");
    }
  }

  @AccessesPartialKey
  private static KeysetHandle fromRaw(byte[] key) throws GeneralSecurityException {
    int version = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key)).getInt();
    AesGcmKey imported =
        AesGcmKey.builder()
            .setParameters(AES_256_GCM)
            .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
            .setIdRequirement(version)
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(imported).withFixedId(version).makePrimary())
        .build();
  }

  /** This key with a new one in front, which encrypts from now on. */
  MasterKey withNewKey() {
    try {
      return new MasterKey(
          KeysetHandle.newBuilder(keys)
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(AES_256_GCM)
                      .withRandomId()
                      .makePrimary())
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The master key cannot be extended.", e);
    }
  }

  /** The keys in the clear: for the file that holds them, nothing else. */
  String text() {
    try {
      return Base64.getEncoder()
          .encodeToString(
              TinkProtoKeysetFormat.serializeKeyset(
                  keys, InsecureSecretKeyAccess.get(), RegistryConfiguration.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The master key cannot be written.", e);
    }
  }

  /** The version of the key that encrypts. */
  long version() {
    return keys.getPrimary().getId();
  }

  boolean has(long version) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.getAt(i).getId() == version) {
        return true;
      }
    }
    return false;
  }

  byte[] encrypt(byte[] plain, byte[] associatedData) throws GeneralSecurityException {
    return aead.encrypt(plain, associatedData);
  }

  byte[] decrypt(byte[] encrypted, byte[] associatedData) throws GeneralSecurityException {
    return aead.decrypt(encrypted, associatedData);
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
