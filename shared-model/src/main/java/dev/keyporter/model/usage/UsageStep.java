package dev.keyporter.model.usage;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** The steps of a series, by the local clock: an hour that is there twice makes two steps. */
public enum UsageStep {
  HOUR,
  DAY,
  /** From Monday on. */
  WEEK,
  MONTH;

  /** The steps of a period, oldest first. The first and the last end with the period. */
  public List<UsagePeriod> cut(UsagePeriod period, ZoneId zone) {
    var steps = new ArrayList<UsagePeriod>();
    Instant from = period.from();
    while (from.isBefore(period.to())) {
      Instant next = after(startOf(from, zone), zone);
      if (!next.isAfter(from)) {
        // A clock set back by half an hour, as on Lord Howe Island: the second half of an hour.
        next = from.plus(30, ChronoUnit.MINUTES);
      }
      Instant to = next.isBefore(period.to()) ? next : period.to();
      steps.add(new UsagePeriod(from, to));
      from = to;
    }
    return steps;
  }

  /** Whether it is made up of whole days for the most part. */
  public boolean isLongerThanDay() {
    return this == WEEK || this == MONTH;
  }

  /** When the step that a moment is in began. */
  Instant startOf(Instant moment, ZoneId zone) {
    ZonedDateTime local = moment.atZone(zone);
    LocalDate date = local.toLocalDate();
    return switch (this) {
      case HOUR -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
      case DAY -> date.atStartOfDay(zone).toInstant();
      case WEEK ->
          date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atStartOfDay(zone)
              .toInstant();
      case MONTH -> date.withDayOfMonth(1).atStartOfDay(zone).toInstant();
    };
  }

  private Instant after(Instant start, ZoneId zone) {
    LocalDate date = LocalDate.ofInstant(start, zone);
    return switch (this) {
      case HOUR -> start.plus(1, ChronoUnit.HOURS);
      case DAY -> date.plusDays(1).atStartOfDay(zone).toInstant();
      case WEEK -> date.plusWeeks(1).atStartOfDay(zone).toInstant();
      case MONTH -> date.plusMonths(1).atStartOfDay(zone).toInstant();
    };
  }
}
