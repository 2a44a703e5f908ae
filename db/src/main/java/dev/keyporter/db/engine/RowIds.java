package dev.keyporter.db.engine;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids of rows that sort by when they were made, in the layout of UUID version 7 (RFC 9562):
 * of two rows with the same timestamp, the one with the greater id is newer.
 */
public final class RowIds {
  /** Milliseconds in the upper 48 bits, a count in the lower 12. */
  private static final AtomicLong LAST = new AtomicLong();

  private RowIds() {}

  public static UUID next() {
    long now = System.currentTimeMillis() << 12;
    long stamp = LAST.updateAndGet(last -> Math.max(last + 1, now));
    long high = (stamp >>> 12 << 16) | 0x7000L | (stamp & 0xFFFL);
    long low = (ThreadLocalRandom.current().nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | (1L << 63);
    return new UUID(high, low);
  }
}
