package dev.keyporter.console.overview;

import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsageStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;

/** The stretch of time that is looked at, by the user's clock. */
sealed interface Span {
  /** Up to now. */
  enum Last implements Span {
    DAY,
    WEEK,
    MONTH,
    YEAR
  }

  /**
   * Whole days.
   *
   * @param last inclusive, not before the first
   */
  record Days(LocalDate first, LocalDate last) implements Span {
    public Days {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException("The last day is before the first.");
      }
    }

    private long count() {
      return ChronoUnit.DAYS.between(first, last) + 1;
    }
  }

  /** The period, seen now; it ends now at the latest. */
  default UsagePeriod period(ZoneId zone, Instant now) {
    return switch (this) {
      case Last last ->
          switch (last) {
            case DAY -> UsagePeriod.lastHours(24, zone, now);
            case WEEK -> UsagePeriod.lastDays(7, zone, now);
            case MONTH -> UsagePeriod.lastDays(30, zone, now);
            case YEAR -> UsagePeriod.lastMonths(12, zone, now);
          };
      case Days days -> {
        UsagePeriod all = UsagePeriod.days(days.first, days.last, zone);
        Instant end = all.to().isAfter(now) ? now : all.to();
        yield new UsagePeriod(all.from().isAfter(end) ? end : all.from(), end);
      }
    };
  }

  /** As much time before, to compare with. */
  default UsagePeriod before(ZoneId zone, Instant now) {
    TemporalAmount back =
        switch (this) {
          case Last last ->
              switch (last) {
                case DAY -> Period.ofDays(1);
                case WEEK -> Period.ofDays(7);
                case MONTH -> Period.ofDays(30);
                case YEAR -> Period.ofMonths(12);
              };
          case Days days -> Period.ofDays((int) days.count());
        };
    return period(zone, now).earlier(back, zone);
  }

  /** How long a bar of the chart is. */
  default UsageStep step() {
    return switch (this) {
      case Last last ->
          switch (last) {
            case DAY -> UsageStep.HOUR;
            case WEEK, MONTH -> UsageStep.DAY;
            case YEAR -> UsageStep.MONTH;
          };
      case Days days -> {
        long count = days.count();
        yield count <= 2
            ? UsageStep.HOUR
            : count <= 62 ? UsageStep.DAY : count <= 400 ? UsageStep.WEEK : UsageStep.MONTH;
      }
    };
  }
}
