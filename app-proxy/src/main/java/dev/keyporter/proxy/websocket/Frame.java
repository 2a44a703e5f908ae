package dev.keyporter.proxy.websocket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One frame, its payload without the mask.
 *
 * @param isLast whether its message ends with it
 * @param opcode as in RFC 6455, 5.2
 * @param payload not to be changed
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, 5.2</a>
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once and never compared.
public record Frame(boolean isLast, int opcode, byte[] payload) {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  /** The connection ends as it should. */
  public static final int NORMAL = 1000;

  /** The other side broke a rule. */
  public static final int PROTOCOL_ERROR = 1002;

  /** A message is longer than is taken. */
  public static final int TOO_BIG = 1009;

  /** This side cannot go on. */
  public static final int INTERNAL_ERROR = 1011;

  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int MAX_HEAD = 14;

  /** Whether it stands between messages: close, ping and pong. */
  public boolean isControl() {
    return opcode >= CLOSE;
  }

  /** A whole message of text, in UTF-8. */
  public static Frame text(byte[] utf8) {
    return new Frame(true, TEXT, utf8);
  }

  /** The end of the connection, and why. */
  public static Frame close(int status) {
    return new Frame(true, CLOSE, new byte[] {(byte) (status >> 8), (byte) status});
  }

  /**
   * The frame as it is sent.
   *
   * @param mask four bytes, where a client sends it; null where a server does
   */
  public byte[] bytes(byte @Nullable [] mask) {
    int length = payload.length;
    ByteBuffer out = ByteBuffer.allocate(MAX_HEAD + length);
    out.put((byte) ((isLast ? LAST : 0) | opcode));
    int masked = mask == null ? 0 : MASKED;
    if (length <= SHORT) {
      out.put((byte) (masked | length));
    } else if (length <= 0xffff) {
      out.put((byte) (masked | TWO_BYTES)).putShort((short) length);
    } else {
      out.put((byte) (masked | EIGHT_BYTES)).putLong(length);
    }
    if (mask != null) {
      out.put(mask);
    }
    int start = out.position();
    out.put(payload);
    byte[] bytes = Arrays.copyOf(out.array(), out.position());
    if (mask != null) {
      mask(bytes, start, mask);
    }
    return bytes;
  }

  static void mask(byte[] bytes, int from, byte[] mask) {
    for (int i = from; i < bytes.length; i++) {
      bytes[i] ^= mask[(i - from) & 3];
    }
  }
}
