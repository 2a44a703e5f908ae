package dev.keyporter.proxy.relay;

import dev.keyporter.model.traffic.EventTimes;
import java.util.Arrays;

/**
 * A copy of an answer's bytes as they go out, with the time of each piece. Keeps the first {@code
 * limit} bytes and counts the rest, so that an endless answer cannot fill the memory.
 */
final class BodyCapture {
  private final int limit;
  private final EventTimes times = new EventTimes();
  private byte[] bytes;
  private int size;
  private long total;

  /**
   * @param expected how many bytes there will be, -1 where nobody knows
   */
  BodyCapture(int limit, long expected) {
    this.limit = limit;
    this.bytes = new byte[expected < 0 ? 2048 : Math.clamp(expected, 0, 16 << 10)];
  }

  void add(byte[] source, int offset, int length) {
    total += length;
    int kept = Math.min(length, limit - size);
    if (size + kept > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(bytes.length * 2, size + kept)));
    }
    System.arraycopy(source, offset, bytes, size, kept);
    size += kept;
  }

  /** The piece that ends here leaves {@code micros} microseconds after the request arrived. */
  void leaves(long micros) {
    times.add(total, micros);
  }

  /** How many bytes there were, kept or not. */
  long total() {
    return total;
  }

  /** What was kept; an array that is not to be changed. */
  byte[] bytes() {
    if (size < bytes.length) {
      // Once for all who ask.
      bytes = Arrays.copyOf(bytes, size);
    }
    return bytes;
  }

  EventTimes times() {
    return times;
  }
}
