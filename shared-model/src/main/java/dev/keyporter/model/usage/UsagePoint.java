package dev.keyporter.model.usage;

import java.util.Map;

/**
 * The sums of one step of a series.
 *
 * @param groups only those that had requests in this step
 */
public record UsagePoint(UsagePeriod period, Map<UsageGroup, UsageSums> groups) {
  public UsagePoint {
    groups = Map.copyOf(groups);
  }

  /** Those of one group; all zero where it had no requests. */
  public UsageSums of(UsageGroup group) {
    return groups.getOrDefault(group, UsageSums.ZERO);
  }

  /** Those of all groups together. */
  public UsageSums total() {
    return groups.values().stream().reduce(UsageSums.ZERO, UsageSums::plus);
  }
}
