package dev.keyporter.console.playground;

import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.client.AnswerState;
import dev.keyporter.proxy.client.AnswerState.Phase;
import dev.keyporter.proxy.client.TokenEstimate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What answers cost: as recorded, and until then about. */
final class TurnCost {
  private static final Rates NOTHING =
      new Rates(
          BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, "demo provider");

  private TurnCost() {}

  /** What a model will cost with a key; null where it has no price. */
  static @Nullable Rates rates(
      PriceTable prices, @Nullable ProviderKey key, String model, long inputTokens, Instant now) {
    if (key != null && key.isDemo()) {
      return NOTHING;
    }
    return key != null && key.prices() == KeyPrices.NONE
        ? null
        : prices.ratesFor(model, null, inputTokens, now).orElse(null);
  }

  /** Tokens of what is sent, about; what the provider remembers itself is not counted. */
  static long inputTokens(Turn turn) {
    long characters = turn.question().length();
    characters += turn.parameters().instructions().length();
    for (var message : turn.before().messages()) {
      characters += message.text().length();
    }
    return TokenEstimate.of(characters);
  }

  /** Tokens as counted, else about. */
  static TokenUsage usage(Turn turn) {
    AnswerState answer = turn.answer().get();
    TokenUsage counted = answer.usage();
    if (counted != null) {
      return counted;
    }
    long input = inputTokens(turn);
    long output = answer.outputTokens();
    return new TokenUsage(
        input, 0, 0, output, TokenEstimate.of(answer.reasoning()), input + output);
  }

  static Cost of(Turn turn) {
    RequestSummary recorded = turn.recorded().get();
    if (recorded != null) {
      return recorded.cost();
    }
    AnswerState answer = turn.answer().get();
    if (answer.phase() == Phase.FAILED && answer.text().isEmpty()) {
      return Cost.NONE;
    }
    Rates rates = turn.rates();
    return rates == null
        ? Cost.UNPRICED
        : new Cost(CostCertainty.ESTIMATED, rates.priceOf(usage(turn)), rates, List.of());
  }

  /** What they cost together, as certain as the least certain of them. */
  static Cost sum(List<Turn> turns) {
    Usd sum = Usd.ZERO;
    CostCertainty certainty = CostCertainty.NONE;
    for (Turn turn : turns) {
      Cost cost = of(turn);
      Usd amount = cost.amount();
      switch (cost.certainty()) {
        case UNKNOWN, UNPRICED -> {
          return cost;
        }
        case EXACT -> {
          if (certainty == CostCertainty.NONE) {
            certainty = CostCertainty.EXACT;
          }
        }
        case ESTIMATED -> certainty = CostCertainty.ESTIMATED;
        case NONE -> {}
      }
      sum = amount == null ? sum : sum.plus(amount);
    }
    return certainty == CostCertainty.NONE ? Cost.NONE : new Cost(certainty, sum, null, List.of());
  }
}
