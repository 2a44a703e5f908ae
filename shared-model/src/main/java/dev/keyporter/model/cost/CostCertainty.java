package dev.keyporter.model.cost;

import java.util.Locale;

/** How far a cost can be trusted. */
public enum CostCertainty {
  /** From the provider's own token counts and a known price. */
  EXACT,
  /** From counts of our own, where the provider sent none. */
  ESTIMATED,
  /** There may be a cost; it cannot be told. */
  UNKNOWN,
  /** The tokens are known, the model has no price. */
  UNPRICED,
  /** Nothing that costs: a retrieval, a list, a refused request. */
  NONE;

  /** The name used in the database, on the command line and in exports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
