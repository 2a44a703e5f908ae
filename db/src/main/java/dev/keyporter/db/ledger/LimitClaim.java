package dev.keyporter.db.ledger;

import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.BudgetPeriod;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.ScopedLimits;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a process wants of one limit.
 *
 * @param kept what it has to keep of what it has: of money what its requests have spent in this
 *     period and hold, of the others what they hold. Everything else it gives back.
 * @param wanted how much more it needs; 0 to give back only
 * @param isFirst whether it has claimed nothing of this budget before, so that {@code kept} does
 *     not hold what an earlier proxy of the process has spent
 */
public record LimitClaim(
    LimitScope scope,
    LimitKind kind,
    BudgetPeriod period,
    BigDecimal kept,
    BigDecimal wanted,
    boolean isFirst) {

  /** A claim on the period that a moment falls in. */
  public static LimitClaim of(
      ScopedLimits limits,
      LimitKind kind,
      Instant at,
      BigDecimal kept,
      BigDecimal wanted,
      boolean isFirst) {
    return new LimitClaim(limits.scope(), kind, limits.period(kind, at), kept, wanted, isFirst);
  }

  public Budget budget() {
    return new Budget(scope.id(), kind, period.start());
  }
}
