package dev.keyporter.proxy.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys of the handshake and masks of frames. */
public final class Handshake {
  /** Of RFC 6455, 1.3. */
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int KEY_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Handshake() {}

  /** A new {@code Sec-WebSocket-Key}. */
  public static String key() {
    return Base64.getEncoder().encodeToString(random(KEY_BYTES));
  }

  /** The {@code Sec-WebSocket-Accept} that answers a key. */
  public static String accept(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1.", e);
    }
  }

  /** Whether that is a key: 16 bytes in Base64. */
  public static boolean isKey(String text) {
    try {
      return Base64.getDecoder().decode(text).length == KEY_BYTES;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The mask of a frame that a client sends: nobody may foresee it (RFC 6455, 5.3). */
  public static byte[] mask() {
    return random(4);
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
