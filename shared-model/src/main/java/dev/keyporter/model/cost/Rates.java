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
    String source) {}
