package dev.keyporter.console.overview;

import dev.keyporter.model.usage.LatencyHistogram;
import dev.keyporter.model.usage.UsageSums;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What the chart measures. */
enum Measure {
  SPEND,
  REQUESTS,
  TOKENS,
  ERRORS,
  LATENCY,
  FIRST_TOKEN;

  /** Whether the sums of groups add up to the whole; percentiles do not. */
  boolean addsUp() {
    return this != LATENCY && this != FIRST_TOKEN;
  }

  /** Whether there are only whole ones. */
  boolean isWhole() {
    return this == REQUESTS || this == TOKENS || this == ERRORS;
  }

  /** The sum as a length of a bar; of latencies the 95th percentile in seconds. */
  double of(UsageSums sums) {
    return switch (this) {
      case SPEND -> sums.cost().amount().doubleValue();
      case REQUESTS -> sums.requests();
      case TOKENS -> sums.tokens().total();
      case ERRORS -> sums.errors();
      case LATENCY, FIRST_TOKEN -> quantile(sums, 0.95).map(Measure::seconds).orElse(0.0);
    };
  }

  /** A percentile; empty where nothing was measured, and of what has none. */
  Optional<Duration> quantile(UsageSums sums, double share) {
    return histogram(sums).quantile(share);
  }

  private LatencyHistogram histogram(UsageSums sums) {
    return switch (this) {
      case LATENCY -> sums.durations();
      case FIRST_TOKEN -> sums.firstTokens();
      case SPEND, REQUESTS, TOKENS, ERRORS -> LatencyHistogram.EMPTY;
    };
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** Its name in the bundles of texts. */
  String key() {
    return "measure." + name().toLowerCase(Locale.ROOT);
  }
}
