package dev.keyporter.model.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;

/**
 * A stretch of time. Sums are kept by the quarter hour: a period that begins or ends within one
 * takes all of it.
 *
 * @param to exclusive
 */
public record UsagePeriod(Instant from, Instant to) {
  /** Zones are whole quarters of an hour apart, so that any local hour and day is made of them. */
  public static final Duration QUARTER = Duration.ofMinutes(15);

  public UsagePeriod {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("A period does not end before it begins.");
    }
  }

  /** The last hours up to now: with 24 those of a day, the hour that runs included. */
  public static UsagePeriod lastHours(int hours, ZoneId zone, Instant now) {
    Instant hour = UsageStep.HOUR.startOf(now, zone);
    return new UsagePeriod(hour.minus(Duration.ofHours(hours - 1L)), now);
  }

  /** The last local days up to now, today included. */
  public static UsagePeriod lastDays(int days, ZoneId zone, Instant now) {
    return days(LocalDate.ofInstant(now, zone).minusDays(days - 1L), zone, now);
  }

  /** The last local months up to now, the one that runs included. */
  public static UsagePeriod lastMonths(int months, ZoneId zone, Instant now) {
    LocalDate first = LocalDate.ofInstant(now, zone).withDayOfMonth(1);
    return days(first.minusMonths(months - 1L), zone, now);
  }

  /**
   * Whole local days.
   *
   * @param last inclusive
   */
  public static UsagePeriod days(LocalDate first, LocalDate last, ZoneId zone) {
    return days(first, zone, last.plusDays(1).atStartOfDay(zone).toInstant());
  }

  private static UsagePeriod days(LocalDate first, ZoneId zone, Instant end) {
    return new UsagePeriod(first.atStartOfDay(zone).toInstant(), end);
  }

  /**
   * The same period so much earlier by the local clock, to compare with: begins and ends at the
   * same time of day across a clock change.
   */
  public UsagePeriod earlier(TemporalAmount amount, ZoneId zone) {
    return new UsagePeriod(
        from.atZone(zone).minus(amount).toInstant(), to.atZone(zone).minus(amount).toInstant());
  }
}
