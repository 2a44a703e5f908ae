package dev.keyporter.console.ratings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Times;
import dev.keyporter.model.traffic.RatingCounts;
import dev.keyporter.model.traffic.RatingFilter;
import dev.keyporter.model.traffic.UserRatings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChartedRatingsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final RatingCounts MIXED = new RatingCounts(3, 1);

  /** Half past midnight there, while it is still yesterday in UTC. */
  private final Times times =
      new Times(
          Clock.fixed(Instant.parse("2026-11-22T23:30:00Z"), ZoneOffset.UTC),
          ZoneId.of("Europe/Berlin"));

  @Test
  void aPeriodHasABarForEachOfItsDays() {
    List<RatingBar> bars = charted(Period.WEEK, TODAY.minusDays(2)).bars();
    assertEquals(7, bars.size());
    assertEquals(TODAY.minusDays(6), bars.getFirst().first());
    assertEquals(MIXED, bars.get(4).counts());
    assertEquals(TODAY, bars.getLast().first());
  }

  @Test
  void everythingBeginsWithTheFirstRating() {
    List<RatingBar> bars = charted(Period.ALL, TODAY.minusDays(9)).bars();
    assertEquals(10, bars.size());
    assertEquals(MIXED, bars.getFirst().counts());
  }

  @Test
  void withoutRatingsThereIsNoShareAndOneEmptyDay() {
    ChartedRatings none =
        ChartedRatings.of(
            new RatingsAnswer(List.of(), new TreeMap<>(), Map.of(), List.of(), false),
            Period.ALL,
            times);
    assertEquals(Figures.NONE, none.share());
    assertEquals(List.of(new RatingBar(TODAY, 1, RatingCounts.NONE)), none.bars());
  }

  @Test
  void theShareIsOfWhatWasRatedAndUsersWithoutNameAreLeftOut() {
    ChartedRatings charted = charted(Period.WEEK, TODAY);
    assertEquals(Figures.percent(0.75), charted.share());
    assertEquals(List.of("alice"), charted.byUser().stream().map(UserRatings::userName).toList());
  }

  @Test
  void steppingGoesThroughTheBadOnesOfTheChosenDays() {
    var day = new RatingBar(TODAY.minusDays(1), 1, MIXED);
    var query = new RatingsQuery(Period.WEEK, null, 1, day, 10);
    assertEquals(
        new RatingFilter(
            -1, null, Instant.parse("2026-11-21T23:00:00Z"), Instant.parse("2026-11-22T23:00:00Z")),
        query.bad(times));
  }

  private ChartedRatings charted(Period period, LocalDate rated) {
    SortedMap<LocalDate, RatingCounts> byDay = new TreeMap<>(Map.of(rated, MIXED));
    List<UserRatings> users =
        List.of(
            new UserRatings(null, "alice", "Northwind Labs", MIXED),
            new UserRatings(null, null, "Northwind Labs", MIXED));
    return ChartedRatings.of(
        new RatingsAnswer(List.of(), byDay, Map.of("gpt-4o", MIXED), users, true), period, times);
  }
}
