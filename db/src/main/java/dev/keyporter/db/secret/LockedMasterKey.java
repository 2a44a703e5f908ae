package dev.keyporter.db.secret;

import dev.keyporter.model.access.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A master key encrypted with a passphrase: AES-256-GCM under a key that PBKDF2 with HMAC-SHA-256
 * derives from it. The bytes are rounds, salt, nonce and what they encrypt.
 */
public final class LockedMasterKey {
  /** What OWASP's cheat sheet on storing passwords asks of PBKDF2 with HMAC-SHA-256. */
  private static final int ROUNDS = 600_000;

  /** More than these would be an attempt to keep the processor busy. */
  private static final int MOST_ROUNDS = 10_000_000;

  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BITS = 256;

  private LockedMasterKey() {}

  static byte[] lock(MasterKey key, Passphrase passphrase) {
    var random = new SecureRandom();
    byte[] salt = new byte[SALT_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    byte[] head =
        ByteBuffer.allocate(Integer.BYTES + SALT_BYTES + NONCE_BYTES)
            .putInt(ROUNDS)
            .put(salt)
            .put(nonce)
            .array();
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, passphrase, ROUNDS, salt, nonce);
      cipher.updateAAD(head);
      byte[] locked = cipher.doFinal(key.text().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(head.length + locked.length).put(head).put(locked).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available.", e);
    }
  }

  /** The master key, as its file would hold it; empty where the passphrase is another one. */
  public static Optional<Secret> unlock(byte[] bytes, Passphrase passphrase) {
    int headLength = Integer.BYTES + SALT_BYTES + NONCE_BYTES;
    if (bytes.length < headLength) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(bytes);
    int rounds = buffer.getInt();
    byte[] salt = new byte[SALT_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(salt).get(nonce);
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, passphrase, rounds, salt, nonce);
      cipher.updateAAD(bytes, 0, headLength);
      byte[] text = cipher.doFinal(bytes, headLength, bytes.length - headLength);
      return Optional.of(new Secret(new String(text, StandardCharsets.UTF_8)));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available.", e);
    }
  }

  private static Cipher cipher(
      int mode, Passphrase passphrase, int rounds, byte[] salt, byte[] nonce)
      throws GeneralSecurityException {
    var spec = new PBEKeySpec(passphrase.characters(), salt, rounds, KEY_BITS);
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      return cipher;
    } finally {
      spec.clearPassword();
    }
  }
}
