package dev.keyporter.model.limit;

import dev.keyporter.model.cost.Usd;

/**
 * How much of a budget of money is gone.
 *
 * @param spent by requests that have ended
 * @param reserved for those that run, and in the hands of processes for those that come next
 */
public record BudgetState(LimitKind kind, BudgetPeriod period, Usd limit, Usd spent, Usd reserved) {
  /** What nobody has yet; never below zero. */
  public Usd left() {
    Usd left = new Usd(limit.amount().subtract(spent.amount()).subtract(reserved.amount()));
    return left.amount().signum() < 0 ? Usd.ZERO : left;
  }
}
