package dev.keyporter.console.inspector;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A cost as a sum that one can redo by hand: its lines add up to it, to the last digit.
 *
 * @param reasoning tokens inside the output, for its note
 * @param places how many digits behind the point show every line without rounding
 */
record CostSum(List<CostItem> items, long reasoning, BigDecimal total, int places) {
  private static final int LEAST_PLACES = 6;

  /** Empty where tokens or rates are not known. */
  static Optional<CostSum> of(TokenUsage usage, Cost cost) {
    if (cost.rates() == null) {
      return Optional.empty();
    }
    List<CostItem> items = cost.items(usage);
    List<BigDecimal> amounts = items.stream().map(CostItem::amount).map(Usd::amount).toList();
    int places =
        amounts.stream().mapToInt(amount -> amount.stripTrailingZeros().scale()).max().orElse(0);
    return Optional.of(
        new CostSum(
            items,
            usage.reasoning(),
            amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
            Math.max(LEAST_PLACES, places)));
  }
}
