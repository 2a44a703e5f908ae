package dev.keyporter.console.ratings;

import dev.keyporter.model.traffic.RatedRequest;
import dev.keyporter.model.traffic.RatingCounts;
import dev.keyporter.model.traffic.UserRatings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The ratings of a query.
 *
 * @param list newest first
 * @param byModel the most rated first, like {@code byUser}
 * @param isAnyThere whether anything was ever rated
 */
record RatingsAnswer(
    List<RatedRequest> list,
    SortedMap<LocalDate, RatingCounts> byDay,
    Map<String, RatingCounts> byModel,
    List<UserRatings> byUser,
    boolean isAnyThere) {
  /** Of the whole period. */
  RatingCounts total() {
    return byDay.values().stream().reduce(RatingCounts.NONE, RatingCounts::plus);
  }
}
