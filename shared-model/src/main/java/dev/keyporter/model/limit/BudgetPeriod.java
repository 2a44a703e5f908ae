package dev.keyporter.model.limit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The time over which a budget is spent.
 *
 * @param start inclusive
 * @param end exclusive, when the budget begins anew; null where it never does
 */
public record BudgetPeriod(Instant start, @Nullable Instant end) {
  /** Of what has no period: it is the same at any time. */
  public static final BudgetPeriod ALWAYS = new BudgetPeriod(Instant.EPOCH, null);

  /**
   * The period a moment falls in. Days and months are those of the calendar: one with a clock
   * change has 23 or 25 hours, or begins at one o'clock where there is no midnight.
   *
   * @param totalSince when the total began
   */
  public static BudgetPeriod of(LimitKind kind, Instant at, ZoneId zone, Instant totalSince) {
    LocalDate day = LocalDate.ofInstant(at, zone);
    return switch (kind) {
      case USD_PER_DAY -> days(day, day.plusDays(1), zone);
      case USD_PER_MONTH -> {
        LocalDate first = day.withDayOfMonth(1);
        yield days(first, first.plusMonths(1), zone);
      }
      case USD_TOTAL -> new BudgetPeriod(totalSince, null);
      case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE, CONCURRENT_REQUESTS -> ALWAYS;
    };
  }

  private static BudgetPeriod days(LocalDate first, LocalDate next, ZoneId zone) {
    return new BudgetPeriod(
        first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
  }
}
