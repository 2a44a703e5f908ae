package dev.keyporter.model.usage;

import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import java.util.OptionalDouble;

/**
 * Sums over requests. A request is whatever is on record and has ended, refused ones and those that
 * cost nothing included; tokens and cost come from the routes that are charged.
 *
 * @param requests all that ended, in whatever way
 * @param failed those of them that failed
 * @param cancelled those whose client left before the end
 * @param interrupted those whose process ended before they did
 * @param cost of those whose cost is exact or estimated
 * @param estimated how many of the costs in {@code cost} are estimated
 * @param unknown how many requests may have cost something that cannot be told
 * @param unpriced how many requests have tokens but a model without a price
 * @param durations of completed requests on charged routes, from arrival to the answer's end
 * @param firstTokens of completed streams on charged routes, from arrival to the first byte
 */
public record UsageSums(
    long requests,
    long failed,
    long cancelled,
    long interrupted,
    TokenUsage tokens,
    Usd cost,
    long estimated,
    long unknown,
    long unpriced,
    LatencyHistogram durations,
    LatencyHistogram firstTokens) {
  /** No request at all. */
  public static final UsageSums ZERO =
      new UsageSums(
          0,
          0,
          0,
          0,
          new TokenUsage(0, 0, 0, 0, 0, 0),
          Usd.ZERO,
          0,
          0,
          0,
          LatencyHistogram.EMPTY,
          LatencyHistogram.EMPTY);

  /**
   * What is called an error wherever errors are counted: requests that failed, and those that broke
   * off with their process. A client that left is none.
   */
  public long errors() {
    return failed + interrupted;
  }

  /** {@link #errors} in all requests, 0 to 1; empty where there were no requests. */
  public OptionalDouble errorShare() {
    return requests == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) errors() / requests);
  }

  /** Whether {@link #cost} is the whole, exact cost. */
  public boolean isCostExact() {
    return estimated == 0 && unknown == 0 && unpriced == 0;
  }

  /** Both together, as a list needs it for "other". */
  public UsageSums plus(UsageSums other) {
    return new UsageSums(
        requests + other.requests,
        failed + other.failed,
        cancelled + other.cancelled,
        interrupted + other.interrupted,
        new TokenUsage(
            tokens.input() + other.tokens.input(),
            tokens.cached() + other.tokens.cached(),
            tokens.cacheWrite() + other.tokens.cacheWrite(),
            tokens.output() + other.tokens.output(),
            tokens.reasoning() + other.tokens.reasoning(),
            tokens.total() + other.tokens.total()),
        cost.plus(other.cost),
        estimated + other.estimated,
        unknown + other.unknown,
        unpriced + other.unpriced,
        durations.plus(other.durations),
        firstTokens.plus(other.firstTokens));
  }
}
