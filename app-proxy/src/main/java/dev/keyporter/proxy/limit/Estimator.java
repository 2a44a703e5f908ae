package dev.keyporter.proxy.limit;

import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.proxy.recording.Charge;
import dev.keyporter.proxy.recording.Pricing;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what a request may take: input from its body's size and from what the model's requests
 * had beside their bodies lately (a conversation that the provider keeps, say), output from the
 * limit it names, else from what the model's answers had lately.
 */
final class Estimator {
  /** A token of English text or JSON has about four bytes. */
  private static final int BYTES_PER_TOKEN = 4;

  /** More input than any model takes: pictures in a body are no tokens byte by byte. */
  private static final long MOST_INPUT = 2_000_000;

  /** Of a model that nobody has asked lately. */
  private static final long UNKNOWN_OUTPUT = 1_000;

  private static final int MOST_MODELS = 1_000;

  private final Pricing pricing;
  private final Map<String, RecentAnswers> models = new ConcurrentHashMap<>();

  Estimator(Pricing pricing) {
    this.pricing = pricing;
  }

  Estimate of(Asked asked) {
    if (!asked.isCharged()) {
      return Estimate.NOTHING;
    }
    RecentAnswers recent = asked.model() == null ? null : models.get(asked.model());
    long hidden = recent == null ? 0 : recent.hiddenInput();
    long input = Math.min(MOST_INPUT, asked.bodyBytes() / BYTES_PER_TOKEN + hidden);
    Long named = asked.outputLimit();
    long output =
        Math.min(
            TokenUsage.MOST,
            named != null ? named : recent == null ? UNKNOWN_OUTPUT : recent.output());
    var usage = new TokenUsage(input, 0, 0, output, 0, input + output);
    Usd cost =
        pricing
            .price(
                asked.key(),
                new Charge(
                    asked.model(), asked.tier(), null, null, usage, Set.of(), Map.of(), asked.at()))
            .amount();
    return new Estimate(
        cost != null, cost == null ? BigDecimal.ZERO : cost.amount(), input, output);
  }

  /** A request has ended. */
  void learn(Asked asked, @Nullable TokenUsage usage) {
    String model = asked.model();
    if (model == null || usage == null) {
      return;
    }
    if (models.size() >= MOST_MODELS) {
      models.clear();
    }
    long hidden = Math.max(0, usage.input() - asked.bodyBytes() / BYTES_PER_TOKEN);
    models.merge(
        model,
        RecentAnswers.first(usage.output(), hidden),
        (before, _) -> before.and(usage.output(), hidden));
  }
}
