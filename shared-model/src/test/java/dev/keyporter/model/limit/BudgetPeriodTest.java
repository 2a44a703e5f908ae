package dev.keyporter.model.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When budgets begin anew. */
class BudgetPeriodTest {
  private static final Instant SET = Instant.parse("2026-03-14T15:09:26Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "-03:00"
      })
  void everyMomentOfAYearIsInOneDayAndOneMonthOfTheCalendar(String name) {
    ZoneId zone = ZoneId.of(name);
    // Years with clock changes at midnight (Sao Paulo 2018) and a day that is missing (Apia 2011).
    for (int year : new int[] {2011, 2018, 2026}) {
      var days = new HashSet<BudgetPeriod>();
      Instant at = LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
      Instant end = LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant();
      while (at.isBefore(end)) {
        BudgetPeriod day = period(LimitKind.USD_PER_DAY, at, zone);
        BudgetPeriod month = period(LimitKind.USD_PER_MONTH, at, zone);
        assertContains(day, at);
        assertContains(month, at);
        assertFalse(day.start().isBefore(month.start()));
        assertFalse(end(day).isAfter(end(month)));
        assertEquals(day, period(LimitKind.USD_PER_DAY, day.start(), zone));
        assertEquals(end(day), period(LimitKind.USD_PER_DAY, end(day), zone).start());
        assertTrue(Duration.between(day.start(), end(day)).toHours() >= 23, day.toString());
        assertTrue(Duration.between(day.start(), end(day)).toHours() <= 25, day.toString());
        days.add(day);
        at = at.plus(Duration.ofHours(3));
      }
      boolean losesADay = name.equals("Pacific/Apia") && year == 2011;
      assertEquals(losesADay ? 364 : 365, days.size());
    }
  }

  private static void assertContains(BudgetPeriod period, Instant at) {
    assertFalse(at.isBefore(period.start()), () -> at + " in " + period);
    assertTrue(at.isBefore(end(period)), () -> at + " in " + period);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "2026-06-30T21:59:59Z, 2026-06-29T22:00:00Z, 2026-06-30T22:00:00Z",
  })
  void aDayInBerlinBeginsAtItsMidnight(Instant at, Instant start, Instant end) {
    assertEquals(
        new BudgetPeriod(start, end),
        period(LimitKind.USD_PER_DAY, at, ZoneId.of("Europe/Berlin")));
  }

  @Test
  void aDayWithoutMidnightBeginsWhenItDoes() {
    BudgetPeriod day =
        period(
            LimitKind.USD_PER_DAY,
            Instant.parse("2018-11-04T12:00:00Z"),
            ZoneId.of("America/Sao_Paulo"));
    assertEquals(Instant.parse("2018-11-04T03:00:00Z"), day.start());
    assertEquals(Duration.ofHours(23), Duration.between(day.start(), end(day)));
  }

  @Test
  void aTotalBeginsWhenItIsSetAndNeverAnew() {
    BudgetPeriod total = period(LimitKind.USD_TOTAL, SET.plusSeconds(1), ZoneId.of("UTC"));
    assertEquals(SET, total.start());
    assertNull(total.end());
  }

  private static BudgetPeriod period(LimitKind kind, Instant at, ZoneId zone) {
    return BudgetPeriod.of(kind, at, zone, SET);
  }

  private static Instant end(BudgetPeriod period) {
    Instant end = period.end();
    assertNotNull(end);
    return end;
  }
}
