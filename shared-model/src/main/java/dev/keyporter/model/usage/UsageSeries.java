package dev.keyporter.model.usage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sums over time.
 *
 * @param slices the groups with their sums over the whole period, by spend, then requests, the
 *     greatest first
 * @param points each step of the period, those without requests included
 */
public record UsageSeries(List<UsageSlice> slices, List<UsagePoint> points) {
  private static final UsageGroup OTHERS = new UsageGroup.Others();

  public UsageSeries {
    slices = List.copyOf(slices);
    points = List.copyOf(points);
  }

  /**
   * The same with only the greatest groups told apart, and all others as one, the last.
   *
   * @param most how many groups to keep; one more is kept where it alone would be the others
   */
  public UsageSeries greatest(int most) {
    if (slices.size() <= most + 1) {
      return this;
    }
    var kept = new ArrayList<>(slices.subList(0, most));
    kept.add(
        new UsageSlice(
            OTHERS,
            slices.subList(most, slices.size()).stream()
                .map(UsageSlice::sums)
                .reduce(UsageSums.ZERO, UsageSums::plus)));
    Set<UsageGroup> names =
        kept.stream().map(UsageSlice::group).collect(Collectors.toUnmodifiableSet());
    return new UsageSeries(kept, points.stream().map(point -> fold(point, names)).toList());
  }

  private static UsagePoint fold(UsagePoint point, Set<UsageGroup> kept) {
    Map<UsageGroup, UsageSums> folded = new HashMap<>();
    point
        .groups()
        .forEach(
            (group, sums) ->
                folded.merge(kept.contains(group) ? group : OTHERS, sums, UsageSums::plus));
    return new UsagePoint(point.period(), folded);
  }
}
