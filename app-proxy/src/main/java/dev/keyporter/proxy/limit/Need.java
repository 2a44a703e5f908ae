package dev.keyporter.proxy.limit;

import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.BudgetPeriod;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.ScopedLimits;
import java.math.BigDecimal;

/** What a request needs of one limit before it may begin. */
final class Need {
  final ScopedLimits limits;
  final LimitKind kind;
  final BudgetPeriod period;
  final Budget budget;
  BigDecimal amount;

  Need(ScopedLimits limits, LimitKind kind, Asked asked, Estimate estimate) {
    this.limits = limits;
    this.kind = kind;
    this.period = limits.period(kind, asked.at());
    this.budget = new Budget(limits.scope().id(), kind, period.start());
    this.amount =
        switch (kind) {
          case USD_PER_DAY, USD_PER_MONTH, USD_TOTAL -> estimate.cost();
          case TOKENS_PER_MINUTE -> BigDecimal.valueOf(estimate.tokens());
          case REQUESTS_PER_MINUTE, CONCURRENT_REQUESTS -> BigDecimal.ONE;
        };
  }
}
