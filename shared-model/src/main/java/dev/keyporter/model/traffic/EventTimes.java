package dev.keyporter.model.traffic;

import java.util.Arrays;

/**
 * When the pieces of a stream went out: piece {@code i} ends at byte {@code end(i)} of the answer
 * and left {@code micros(i)} microseconds after the request arrived.
 */
public final class EventTimes {
  private long[] ends = new long[16];
  private long[] micros = new long[16];
  private int size;

  /**
   * Adds the next piece.
   *
   * @throws IllegalArgumentException when it ends or leaves before the one before it
   */
  public void add(long end, long micros) {
    if (size > 0 && (end < ends[size - 1] || micros < this.micros[size - 1])) {
      throw new IllegalArgumentException("The pieces of a stream are added in order.");
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
      this.micros = Arrays.copyOf(this.micros, size * 2);
    }
    ends[size] = end;
    this.micros[size++] = micros;
  }

  public int size() {
    return size;
  }

  public long end(int piece) {
    return ends[piece];
  }

  public long micros(int piece) {
    return micros[piece];
  }
}
