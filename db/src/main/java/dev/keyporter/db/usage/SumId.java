package dev.keyporter.db.usage;

import java.time.Duration;
import java.time.Instant;

/**
 * Ids of rows of sums: two bits of level, 22 of the quarter hour since 2026 that the row begins
 * with, 35 of the series, 4 of the stripe. So a period of one level is one range of ids, in the
 * only index the table needs.
 */
final class SumId {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final int QUARTER_BITS = 22;
  private static final int SERIES_BITS = 35;
  private static final int STRIPE_BITS = 4;

  /** 1 more than the highest stripe. */
  static final int STRIPES = 1 << STRIPE_BITS;

  /** 1 more than the last quarter there is an id for: in the year 2145. */
  static final long QUARTERS = 1L << QUARTER_BITS;

  private SumId() {}

  /** The quarter a moment is in; the first or last where the clock is beyond all. */
  static long quarter(Instant moment) {
    long quarter = Math.floorDiv(Duration.between(EPOCH, moment).toSeconds(), QUARTER.toSeconds());
    return Math.clamp(quarter, 0, QUARTERS - 1);
  }

  /** The quarter after the last one a period has a part of. */
  static long quarterAfter(Instant end) {
    // Of what ends before the first quarter there is none: the first would count twice.
    return end.isAfter(EPOCH) ? Math.min(quarter(end.minusNanos(1)) + 1, QUARTERS) : 0;
  }

  static long of(SumLevel level, long quarter, long series, int stripe) {
    if (series >>> SERIES_BITS != 0) {
      throw new IllegalArgumentException("A series' number is out of bounds.");
    }
    return first(level, level.floor(quarter)) | (series << STRIPE_BITS) | stripe;
  }

  /** The lowest id of rows that begin with that quarter. */
  static long first(SumLevel level, long quarter) {
    return ((level.number << QUARTER_BITS) + quarter) << (SERIES_BITS + STRIPE_BITS);
  }

  /** The quarter that a row begins with. */
  static long quarterOf(long id) {
    return (id >>> (SERIES_BITS + STRIPE_BITS)) & (QUARTERS - 1);
  }
}
