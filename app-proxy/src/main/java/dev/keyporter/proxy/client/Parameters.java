package dev.keyporter.proxy.client;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How the model is asked; what is null or empty is not sent.
 *
 * @param effort of reasoning, as the API calls it
 * @param streamed whether the answer is to come in pieces
 */
public record Parameters(
    String model,
    String instructions,
    @Nullable String effort,
    @Nullable Long maxOutputTokens,
    @Nullable BigDecimal temperature,
    @Nullable BigDecimal topP,
    boolean streamed,
    MoreParameters more) {}
