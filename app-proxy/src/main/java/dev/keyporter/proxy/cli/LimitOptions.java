package dev.keyporter.proxy.cli;

import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.Limits;
import dev.keyporter.model.limit.Limits.Unpriced;
import dev.keyporter.model.limit.ModelPatterns;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that set limits. What is not given stays as it is. */
final class LimitOptions {
  private static final String OF_USD = "US dollars, as 12.50.";

  @Option(
      names = "--usd-per-day",
      paramLabel = "X",
      description = "The most it may cost in a calendar day, in " + OF_USD)
  private @Nullable BigDecimal usdPerDay;

  @Option(
      names = "--usd-per-month",
      paramLabel = "X",
      description = "The most it may cost in a calendar month, in " + OF_USD)
  private @Nullable BigDecimal usdPerMonth;

  @Option(
      names = "--usd-total",
      paramLabel = "X",
      description = "The most it may cost from now on, in " + OF_USD)
  private @Nullable BigDecimal usdTotal;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "The most requests in any 60 seconds.")
  private @Nullable BigDecimal requestsPerMinute;

  @Option(
      names = "--tokens-per-minute",
      paramLabel = "N",
      description = "The most tokens, of input and output, in any 60 seconds.")
  private @Nullable BigDecimal tokensPerMinute;

  @Option(names = "--concurrent", paramLabel = "N", description = "The most requests at once.")
  private @Nullable BigDecimal concurrent;

  @Option(
      names = "--models",
      paramLabel = "A,B*",
      description = "The models that may be asked for; * stands for any characters.")
  private @Nullable String models;

  @Option(
      names = "--unpriced",
      paramLabel = "allow|refuse",
      completionCandidates = EnumNames.OfUnpriced.class,
      description = "Whether models without a price, which count no money, may be asked for.")
  private @Nullable Unpriced unpriced;

  boolean isEmpty() {
    return usdPerDay == null
        && usdPerMonth == null
        && usdTotal == null
        && requestsPerMinute == null
        && tokensPerMinute == null
        && concurrent == null
        && models == null
        && unpriced == null;
  }

  /** Ends the command where a value is out of its bounds. */
  void check() {
    try {
      Limits _ = over(Limits.NONE);
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage(String.valueOf(wrong.getMessage()));
    }
  }

  /** The limits with what was given in place of theirs. */
  Limits over(Limits before) {
    Limits after = before;
    for (LimitKind kind : LimitKind.values()) {
      BigDecimal given = given(kind);
      if (given != null) {
        after = after.with(kind, given);
      }
    }
    if (models != null) {
      after = after.withModels(ModelPatterns.parse(models));
    }
    return unpriced == null ? after : after.withUnpriced(unpriced);
  }

  private @Nullable BigDecimal given(LimitKind kind) {
    return switch (kind) {
      case USD_PER_DAY -> usdPerDay;
      case USD_PER_MONTH -> usdPerMonth;
      case USD_TOTAL -> usdTotal;
      case REQUESTS_PER_MINUTE -> requestsPerMinute;
      case TOKENS_PER_MINUTE -> tokensPerMinute;
      case CONCURRENT_REQUESTS -> concurrent;
    };
  }
}
