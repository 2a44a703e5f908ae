package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Times;
import dev.keyporter.model.traffic.RatingCounts;
import dev.keyporter.model.traffic.UserRatings;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What the charts tell of a period's ratings.
 *
 * @param bars from the period's first day to today
 * @param byUser of users who have a name
 */
record ChartedRatings(
    RatingCounts total,
    List<RatingBar> bars,
    Map<String, RatingCounts> byModel,
    List<UserRatings> byUser) {
  /** Of everything on record, the first bar is the first day with a rating. */
  static ChartedRatings of(RatingsAnswer answer, Period period, Times times) {
    LocalDate first = period.firstDay(times.clock(), times.zone());
    if (first == null) {
      first = answer.byDay().isEmpty() ? times.today() : answer.byDay().firstKey();
    }
    return new ChartedRatings(
        answer.total(),
        RatingBar.of(answer.byDay(), first, times.today()),
        answer.byModel(),
        answer.byUser().stream().filter(user -> user.userName() != null).toList());
  }

  /** The share of good ones, as people read it. */
  String share() {
    return total.total() == 0
        ? Figures.NONE
        : Figures.percent((double) total.good() / total.total());
  }
}
