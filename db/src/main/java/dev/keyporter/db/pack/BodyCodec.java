package dev.keyporter.db.pack;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bodies in fewer bytes: four of length, then raw DEFLATE (RFC 1951). */
public final class BodyCodec {
  /** In bytes; under it compressing costs more than writing what it would save. */
  public static final int SMALLEST = 4096;

  private static final int LENGTH_BYTES = 4;

  private BodyCodec() {}

  /** The same array where it is small or does not get smaller. */
  public static byte[] compress(byte[] body) {
    return compress(body, SMALLEST);
  }

  /**
   * The same array where it does not get smaller.
   *
   * @param smallest shorter ones are left as they are
   */
  static byte[] compress(byte[] body, int smallest) {
    if (body.length < smallest) {
      return body;
    }
    // Level 1: half the time of the default level for a tenth more bytes.
    var deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(body);
      deflater.finish();
      // One byte short of the body, so that what fits is smaller than the body.
      var out = new byte[body.length - 1];
      int size = LENGTH_BYTES + deflater.deflate(out, LENGTH_BYTES, out.length - LENGTH_BYTES);
      if (!deflater.finished()) {
        return body;
      }
      out[0] = (byte) (body.length >>> 24);
      out[1] = (byte) (body.length >>> 16);
      out[2] = (byte) (body.length >>> 8);
      out[3] = (byte) body.length;
      return Arrays.copyOf(out, size);
    } finally {
      deflater.end();
    }
  }

  /**
   * What {@link #compress} made smaller.
   *
   * @throws IllegalStateException when the bytes are not its work
   */
  public static byte[] decompress(byte[] stored) {
    var inflater = new Inflater(true);
    try {
      int length =
          (stored[0] & 0xff) << 24
              | (stored[1] & 0xff) << 16
              | (stored[2] & 0xff) << 8
              | (stored[3] & 0xff);
      var body = new byte[length];
      inflater.setInput(stored, LENGTH_BYTES, stored.length - LENGTH_BYTES);
      int size = 0;
      while (size < length && !inflater.finished() && !inflater.needsInput()) {
        size += inflater.inflate(body, size, length - size);
      }
      if (size != length) {
        throw new IllegalStateException("A stored body is damaged.");
      }
      return body;
    } catch (DataFormatException e) {
      throw new IllegalStateException("A stored body is damaged.", e);
    } finally {
      inflater.end();
    }
  }
}
