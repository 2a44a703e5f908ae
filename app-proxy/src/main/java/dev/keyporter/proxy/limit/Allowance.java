package dev.keyporter.proxy.limit;

import dev.keyporter.model.limit.BudgetPeriod;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import java.math.BigDecimal;

/**
 * What this process has in hand of one limit. Whoever has the limiter's lock reads and changes it.
 */
final class Allowance {
  final LimitScope scope;
  final LimitKind kind;
  final BudgetPeriod period;
  final Meter meter;

  /** All it may take, what it has taken included. */
  BigDecimal granted = BigDecimal.ZERO;

  /** What was taken since it was last looked at. */
  BigDecimal taken = BigDecimal.ZERO;

  /** Whether nothing was claimed of it yet. */
  boolean isNew = true;

  /** Whether the database may believe that there is more in hand. */
  boolean isToTell;

  Allowance(LimitScope scope, LimitKind kind, BudgetPeriod period) {
    this.scope = scope;
    this.kind = kind;
    this.period = period;
    this.meter = Meter.of(kind);
  }

  boolean hasRoom(BigDecimal amount, long now) {
    return amount.signum() == 0 || granted.subtract(meter.inUse(now)).compareTo(amount) >= 0;
  }

  void begin(Use use) {
    meter.begin(use);
    taken = taken.add(use.amount);
  }

  /** Gives up what is not taken, all but so much; returns what is kept. */
  BigDecimal shrink(BigDecimal rest, long now) {
    BigDecimal inUse = meter.inUse(now);
    BigDecimal kept = granted.min(inUse.add(rest)).max(inUse);
    isToTell = isToTell || kept.compareTo(granted) != 0;
    granted = kept;
    return kept;
  }
}
