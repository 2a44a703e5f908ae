package dev.keyporter.model.cost;

import java.math.BigDecimal;

/**
 * US dollars per million tokens, as they stood when a request was priced.
 *
 * @param cachedInput for input read from the provider's cache
 * @param cacheWrite for input written to the provider's cache
 * @param source where the figures come from, with date, tier and context band
 */
public record Rates(
    BigDecimal input,
    BigDecimal cachedInput,
    BigDecimal cacheWrite,
    BigDecimal output,
    String source) {
  public Rates {
    if (input.signum() < 0
        || cachedInput.signum() < 0
        || cacheWrite.signum() < 0
        || output.signum() < 0) {
      throw new IllegalArgumentException("A rate is not negative.");
    }
  }

  /**
   * What the tokens cost at these rates, exact to the last digit. Cached and written tokens are
   * part of the input and replace its rate; where a provider counts more of them than of input, the
   * surplus is left out, so that no part of the sum is negative.
   */
  public Usd priceOf(TokenUsage usage) {
    return CostItem.ofTokens(usage, this, 0).stream()
        .map(CostItem::amount)
        .reduce(Usd.ZERO, Usd::plus);
  }

  /** Whether all four are the same figures, wherever they come from. */
  public boolean equalsInFigures(Rates other) {
    return input.compareTo(other.input) == 0
        && cachedInput.compareTo(other.cachedInput) == 0
        && cacheWrite.compareTo(other.cacheWrite) == 0
        && output.compareTo(other.output) == 0;
  }
}
