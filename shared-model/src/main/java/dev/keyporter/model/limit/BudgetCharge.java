package dev.keyporter.model.limit;

import dev.keyporter.model.cost.Usd;

/**
 * What one request takes from one budget, from its end on.
 *
 * @param isEstimate whether nobody knows yet: what was reserved stands until its usage is known
 */
public record BudgetCharge(Budget budget, Usd amount, boolean isEstimate) {}
