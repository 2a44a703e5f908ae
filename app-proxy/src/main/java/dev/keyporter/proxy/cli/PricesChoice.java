package dev.keyporter.proxy.cli;

import dev.keyporter.model.access.KeyPrices;
import org.jspecify.annotations.Nullable;

/** Whose prices hold for a key, as people write it. */
enum PricesChoice {
  OPENAI(KeyPrices.OPENAI),
  ANTHROPIC(KeyPrices.ANTHROPIC),
  NONE(KeyPrices.NONE),
  /** Its base URL decides. */
  DEFAULT(null);

  static final String WHAT =
      "Whose prices hold for what it is used for: openai, anthropic, none, or default, which goes"
          + " by the base URL: a provider's own has its prices, another one has them as an"
          + " estimate.";

  private final @Nullable KeyPrices prices;

  PricesChoice(@Nullable KeyPrices prices) {
    this.prices = prices;
  }

  @Nullable KeyPrices prices() {
    return prices;
  }

  static String label(@Nullable KeyPrices prices) {
    return prices == null ? "default" : prices.label();
  }
}
