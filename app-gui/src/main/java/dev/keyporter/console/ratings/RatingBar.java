package dev.keyporter.console.ratings;

import dev.keyporter.model.traffic.RatingCounts;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The ratings of some days.
 *
 * @param first the first day
 * @param days how many days
 */
record RatingBar(LocalDate first, int days, RatingCounts counts) {
  private static final int MOST = 92;
  private static final int WEEK = 7;

  /**
   * One bar a day from the first to the last, days without ratings included; one a week where that
   * would be too many.
   */
  static List<RatingBar> of(
      SortedMap<LocalDate, RatingCounts> byDay, LocalDate first, LocalDate last) {
    long span = ChronoUnit.DAYS.between(first, last) + 1;
    int step = span > MOST ? (int) Math.ceilDiv(span, MOST * WEEK) * WEEK : 1;
    List<RatingBar> bars = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(step)) {
      RatingCounts counts = RatingCounts.NONE;
      for (RatingCounts one : byDay.subMap(day, day.plusDays(step)).values()) {
        counts = counts.plus(one);
      }
      bars.add(new RatingBar(day, step, counts));
    }
    return bars;
  }
}
