package dev.keyporter.proxy.limit;

import dev.keyporter.model.limit.Budget;
import java.math.BigDecimal;

/** What one request holds of one limit. Whoever has the limiter's lock reads and changes it. */
final class Use {
  final Budget budget;

  /** In nanoseconds of the process's own clock, which nobody sets. */
  final long since;

  BigDecimal amount;

  Use(Budget budget, BigDecimal amount, long since) {
    this.budget = budget;
    this.amount = amount;
    this.since = since;
  }
}
