package dev.keyporter.model.cost;

import org.jspecify.annotations.Nullable;

/**
 * What a request cost.
 *
 * @param amount null unless certainty is exact or estimated
 * @param rates the rates it was priced with; null where there were none
 */
public record Cost(CostCertainty certainty, @Nullable Usd amount, @Nullable Rates rates) {
  public static final Cost NONE = new Cost(CostCertainty.NONE, null, null);
  public static final Cost UNKNOWN = new Cost(CostCertainty.UNKNOWN, null, null);
  public static final Cost UNPRICED = new Cost(CostCertainty.UNPRICED, null, null);

  public Cost {
    boolean priced = certainty == CostCertainty.EXACT || certainty == CostCertainty.ESTIMATED;
    if (priced != (amount != null)) {
      throw new IllegalArgumentException("An amount stands with exact and estimated costs only.");
    }
  }
}
