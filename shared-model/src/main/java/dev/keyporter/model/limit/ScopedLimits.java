package dev.keyporter.model.limit;

import dev.keyporter.model.account.OrganizationId;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Limits as they are in force.
 *
 * @param organization the scope's, or itself
 * @param zone whose days and months count
 * @param totalSince since when {@code usd_total} counts; where it is not set, when any was set
 */
public record ScopedLimits(
    LimitScope scope, OrganizationId organization, ZoneId zone, Instant totalSince, Limits limits) {
  /** The period of a kind that a moment falls in. */
  public BudgetPeriod period(LimitKind kind, Instant at) {
    return BudgetPeriod.of(kind, at, zone, totalSince);
  }
}
