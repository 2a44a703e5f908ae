package dev.keyporter.console.ratings;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far back to look, in whole local days. */
enum Period {
  WEEK(7),
  MONTH(30),
  QUARTER(90),
  ALL(0);

  private final int days;

  Period(int days) {
    this.days = days;
  }

  /** The first day, today included in the count; null for the beginning of the record. */
  @Nullable LocalDate firstDay(Clock clock, ZoneId zone) {
    return days == 0 ? null : LocalDate.ofInstant(clock.instant(), zone).minusDays(days - 1L);
  }

  /** When the first day began; null likewise. */
  @Nullable Instant since(Clock clock, ZoneId zone) {
    LocalDate day = firstDay(clock, zone);
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }

  String textName() {
    return "period." + name().toLowerCase(Locale.ROOT);
  }
}
