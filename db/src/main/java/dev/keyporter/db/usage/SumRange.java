package dev.keyporter.db.usage;

import dev.keyporter.model.usage.UsagePeriod;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one level, by the quarters they begin with.
 *
 * @param to exclusive
 */
record SumRange(SumLevel level, long from, long to) {
  /** The fewest rows that make up all of the periods, which follow each other without a gap. */
  static List<SumRange> cover(List<UsagePeriod> periods) {
    var ranges = new ArrayList<SumRange>();
    for (UsagePeriod period : periods) {
      if (period.from().isBefore(period.to())) {
        cut(ranges, SumLevel.DAY, SumId.quarter(period.from()), SumId.quarterAfter(period.to()));
      }
    }
    return ranges;
  }

  /** Whole days in the middle, hours beside them, quarters at the edges. */
  private static void cut(List<SumRange> ranges, SumLevel level, long from, long to) {
    long first = level.ceiling(from);
    long last = level.floor(to);
    if (level == SumLevel.QUARTER) {
      add(ranges, new SumRange(level, from, to));
    } else if (first < last) {
      SumLevel finer = level.finer();
      cut(ranges, finer, from, first);
      add(ranges, new SumRange(level, first, last));
      cut(ranges, finer, last, to);
    } else {
      cut(ranges, level.finer(), from, to);
    }
  }

  private static void add(List<SumRange> ranges, SumRange range) {
    if (range.from == range.to) {
      return;
    }
    SumRange last = ranges.isEmpty() ? null : ranges.getLast();
    if (last != null && last.level == range.level && last.to == range.from) {
      ranges.set(ranges.size() - 1, new SumRange(range.level, last.from, range.to));
    } else {
      ranges.add(range);
    }
  }

  /** The lowest id in it. */
  long firstId() {
    return SumId.first(level, from);
  }

  /** The lowest id beyond it. */
  long endId() {
    return SumId.first(level, to);
  }
}
