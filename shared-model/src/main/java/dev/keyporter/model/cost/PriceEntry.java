package dev.keyporter.model.cost;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rates of one model at one service tier, from a number of input tokens and an instant on.
 *
 * @param model the exact model id; {@code NAME-YYYY-MM-DD} or {@code NAME-YYYYMMDD}, in these
 *     letters, stands for the dated snapshots of a model
 * @param tier as {@link #tierOf} names it
 * @param fromInputTokens at and above this many input tokens the whole request is charged at these
 *     rates, unless an entry with a higher number applies
 * @param effectiveFrom {@link Instant#MIN} where the price is not known to have changed
 * @param rates null where the provider does not offer the tier for that many tokens
 */
public record PriceEntry(
    String model, String tier, long fromInputTokens, Instant effectiveFrom, @Nullable Rates rates) {
  public static final String STANDARD = "standard";

  public PriceEntry {
    if (model.isBlank() || fromInputTokens < 0) {
      throw new IllegalArgumentException("A price names a model and a token count from 0 on.");
    }
    if (!tier.equals(tierOf(tier))) {
      throw new IllegalArgumentException("Not the name of a tier: " + tier);
    }
  }

  /**
   * The tier that a {@code service_tier} stands for. {@code auto} and a missing one are the
   * standard tier, and so are OpenAI's {@code default} and Anthropic's {@code standard_only};
   * {@code fast} is the newer name of {@code priority}.
   */
  public static String tierOf(@Nullable String serviceTier) {
    if (serviceTier == null) {
      return STANDARD;
    }
    String tier = serviceTier.strip().toLowerCase(Locale.ROOT);
    return switch (tier) {
      case "", "auto", "default", "standard_only" -> STANDARD;
      case "fast" -> "priority";
      default -> tier;
    };
  }
}
