package dev.keyporter.model.cost;

import java.util.Locale;

/** How far a cost can be trusted. */
public enum CostCertainty {
  /** From the provider's own counts, all of which have a known price and fit together. */
  EXACT,
  /** There is an amount, and a {@link CostReason} why it may be another. */
  ESTIMATED,
  /** There may be a cost; it cannot be told. */
  UNKNOWN,
  /** The tokens are known, there is no price for them. */
  UNPRICED,
  /** Nothing that costs: a retrieval, a list, a refused request. */
  NONE;

  /** The name used in the database, on the command line and in exports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
