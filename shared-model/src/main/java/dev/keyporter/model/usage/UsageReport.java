package dev.keyporter.model.usage;

import java.util.List;
import java.util.Map;

/**
 * The sums of a period, seen from several sides.
 *
 * @param total of all groups together
 * @param series over time, by one grouping
 * @param slices by other groupings
 */
public record UsageReport(
    UsageSums total, UsageSeries series, Map<UsageGrouping, List<UsageSlice>> slices) {
  public UsageReport {
    slices = Map.copyOf(slices);
  }

  /**
   * The groups of a grouping, by spend, then requests, the greatest first.
   *
   * @throws IllegalArgumentException when it was not asked for
   */
  public List<UsageSlice> slices(UsageGrouping by) {
    List<UsageSlice> found = slices.get(by);
    if (found == null) {
      throw new IllegalArgumentException("Not asked for by " + by + ".");
    }
    return found;
  }
}
