package dev.keyporter.proxy.recording;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what an answer cost, from the provider's own counts. Never guesses. */
public final class Pricing {
  private static final Cost DEMO =
      new Cost(
          CostCertainty.EXACT,
          Usd.ZERO,
          new Rates(
              BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, "demo provider"));

  private final Supplier<PriceTable> prices;

  /**
   * @param prices asked for each answer: they may change
   */
  public Pricing(Supplier<PriceTable> prices) {
    this.prices = prices;
  }

  /**
   * Prices one answer.
   *
   * @param model the model that answered
   * @param serviceTier the tier the answer names
   * @param usage null where the provider sent none: the cost is then unknown
   * @param at when the request was made
   */
  public Cost price(
      ProviderKey key,
      @Nullable String model,
      @Nullable String serviceTier,
      @Nullable TokenUsage usage,
      Instant at) {
    if (key.isDemo()) {
      return DEMO;
    }
    if (usage == null) {
      return Cost.UNKNOWN;
    }
    if (model == null) {
      return Cost.UNPRICED;
    }
    return prices
        .get()
        .ratesFor(model, serviceTier, usage.input(), at)
        .map(rates -> new Cost(CostCertainty.EXACT, rates.priceOf(usage), rates))
        .orElse(Cost.UNPRICED);
  }
}
