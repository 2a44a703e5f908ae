package dev.keyporter.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsageStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** On 25 October 2026 at 3 the clock is set back to 2: a day of 25 hours. */
  private static final Instant AFTER_CHANGE = Instant.parse("2026-10-25T11:30:00Z");

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void speakEnglish() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @Test
  void daysBeginAtLocalMidnightOnBothSidesOfAClockChange() {
    UsagePeriod week = Span.Last.WEEK.period(BERLIN, AFTER_CHANGE);
    assertEquals(Instant.parse("2026-10-18T22:00:00Z"), week.from());
    List<UsagePeriod> days = Span.Last.WEEK.step().cut(week, BERLIN);
    assertEquals(7, days.size());
    assertEquals(Instant.parse("2026-10-24T22:00:00Z"), days.getLast().from());
  }

  @Test
  void theHourThatIsThereTwiceHasTwoBarsWithDifferentNames() {
    UsagePeriod day = Span.Last.DAY.period(BERLIN, AFTER_CHANGE);
    List<UsagePeriod> hours = Span.Last.DAY.step().cut(day, BERLIN);
    assertEquals(24, hours.size());
    var names = new StepNames(UsageStep.HOUR, BERLIN, AFTER_CHANGE);
    List<String> titles = hours.stream().map(names::title).toList();
    assertEquals(titles.size(), titles.stream().distinct().count(), titles.toString());
    assertTrue(titles.contains("Sun 25 Oct, 02:00 +02:00"), titles.toString());
    assertTrue(titles.contains("Sun 25 Oct, 02:00 +01:00"), titles.toString());
    assertTrue(titles.contains("Sun 25 Oct, 03:00"), titles.toString());
  }

  @Test
  void comparesWithTheSameTimeOfDayBefore() {
    UsagePeriod before = Span.Last.WEEK.before(BERLIN, AFTER_CHANGE);
    assertEquals(Instant.parse("2026-10-11T22:00:00Z"), before.from());
    // 12:30 by the clock, as now, which was an hour earlier in UTC.
    assertEquals(Instant.parse("2026-10-18T10:30:00Z"), before.to());
  }

  @Test
  void daysOfOnesOwnEndNowAtTheLatest() {
    var days = new Span.Days(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 31));
    assertEquals(AFTER_CHANGE, days.period(BERLIN, AFTER_CHANGE).to());
    var past = new Span.Days(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 25));
    UsagePeriod day = past.period(BERLIN, Instant.parse("2026-11-01T00:00:00Z"));
    assertEquals(25, past.step().cut(day, BERLIN).size());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Span.Days(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 24)));
  }

  @Test
  void longStretchesHaveLongSteps() {
    LocalDate first = LocalDate.of(2026, 1, 1);
    assertEquals(UsageStep.DAY, new Span.Days(first, first.plusDays(60)).step());
    assertEquals(UsageStep.WEEK, new Span.Days(first, first.plusDays(90)).step());
    assertEquals(UsageStep.MONTH, new Span.Days(first, first.plusDays(900)).step());
  }
}
