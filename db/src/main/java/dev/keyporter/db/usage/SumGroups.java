package dev.keyporter.db.usage;

import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsagePoint;
import dev.keyporter.model.usage.UsageSeries;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Adds up rows of sums: by step of a series of periods, and by group. */
final class SumGroups {
  private static final Comparator<UsageSlice> GREATEST_FIRST =
      Comparator.<UsageSlice, UsageSums>comparing(
              UsageSlice::sums,
              Comparator.comparing(UsageSums::cost).thenComparingLong(UsageSums::requests))
          .reversed();

  private final UsageGrouping by;
  private final List<UsagePeriod> steps;
  private final long[] starts;
  private final Map<Object, @Nullable Tally[]> sums = new HashMap<>();

  /**
   * Without sums yet.
   *
   * @param steps follow each other without a gap
   */
  SumGroups(UsageGrouping by, List<UsagePeriod> steps) {
    this.by = by;
    this.steps = steps;
    this.starts = steps.stream().mapToLong(step -> SumId.quarter(step.from())).toArray();
  }

  /** Whether no row's series needs to be known. */
  boolean takesAll() {
    return by == UsageGrouping.NONE;
  }

  /**
   * Adds a row.
   *
   * @param quarter that it begins with
   * @param series null where it is not known: the row was met after the series were read
   */
  void add(long quarter, @Nullable SeriesKey series, SumRow row) {
    if (takesAll()) {
      tally("", quarter).add(row);
    } else if (series != null) {
      tally(UsageNames.part(by, series), quarter).add(row);
    }
  }

  private Tally tally(Object part, long quarter) {
    @Nullable Tally[] tallies = sums.computeIfAbsent(part, _ -> new Tally[starts.length]);
    int step = step(quarter);
    Tally tally = tallies[step];
    if (tally == null) {
      tally = new Tally();
      tallies[step] = tally;
    }
    return tally;
  }

  /** The last step that begins at or before the quarter. */
  private int step(long quarter) {
    int index = Arrays.binarySearch(starts, quarter);
    if (index < 0) {
      return -index - 2;
    }
    // Steps before the first quarter there is begin with it, too.
    while (index + 1 < starts.length && starts[index + 1] == quarter) {
      index++;
    }
    return index;
  }

  /** All groups together. */
  UsageSums total() {
    var total = new Tally();
    for (@Nullable Tally[] tallies : sums.values()) {
      addAll(total, tallies);
    }
    return total.sums();
  }

  /** The sums of one group; all zero where it had no requests. */
  UsageSums of(Object part) {
    @Nullable Tally[] tallies = sums.get(part);
    return tallies == null ? UsageSums.ZERO : whole(tallies);
  }

  /** The groups by name, and the steps. */
  UsageSeries named(DSLContext sql) {
    Map<Object, UsageGroup> groups = UsageNames.of(sql, by, sums.keySet());
    var slices = new ArrayList<UsageSlice>();
    groups.forEach(
        (part, group) -> {
          // What was erased between the two queries has sums but no name any more.
          @Nullable Tally[] tallies = sums.get(part);
          if (tallies != null) {
            slices.add(new UsageSlice(group, whole(tallies)));
          }
        });
    slices.sort(GREATEST_FIRST);
    var points = new ArrayList<UsagePoint>();
    for (int i = 0; i < steps.size(); i++) {
      points.add(new UsagePoint(steps.get(i), at(i, groups)));
    }
    return new UsageSeries(slices, points);
  }

  private Map<UsageGroup, UsageSums> at(int step, Map<Object, UsageGroup> groups) {
    var point = new HashMap<UsageGroup, UsageSums>();
    sums.forEach(
        (part, tallies) -> {
          Tally tally = tallies[step];
          UsageGroup group = groups.get(part);
          if (tally != null && group != null) {
            point.put(group, tally.sums());
          }
        });
    return point;
  }

  private static UsageSums whole(@Nullable Tally[] tallies) {
    var whole = new Tally();
    addAll(whole, tallies);
    return whole.sums();
  }

  private static void addAll(Tally whole, @Nullable Tally[] tallies) {
    for (Tally tally : tallies) {
      if (tally != null) {
        whole.add(tally);
      }
    }
  }
}
