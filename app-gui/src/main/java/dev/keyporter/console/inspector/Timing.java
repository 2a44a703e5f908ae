package dev.keyporter.console.inspector;

import dev.keyporter.model.traffic.RequestSummary;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request's time went, in order; the phases fill it from its arrival to its end.
 *
 * @param tokensPerSecond of the output while it came; null where that cannot be told
 */
record Timing(List<Phase> phases, Duration total, @Nullable BigDecimal tokensPerSecond) {
  private static final Duration SHORTEST = Duration.ofMillis(5);

  /** What the time was spent on. */
  enum Kind {
    /** Until the provider was asked: what Keyporter itself takes. */
    KEYPORTER,
    /** From there until the provider's first byte: on the way, and in its queue. */
    FIRST_BYTE,
    /** From there until the first words: reasoning, mostly. */
    FIRST_TOKEN,
    /** While words came. */
    STREAMING,
    /** While an answer in one piece came. */
    RECEIVING
  }

  record Phase(Kind kind, Duration duration) {}

  /**
   * The phases of a request that has ended.
   *
   * @param firstToken when a stream's first words went out, after the request's arrival
   */
  static Optional<Timing> of(RequestSummary request, @Nullable Duration firstToken) {
    Duration total = request.duration();
    Duration firstByte = request.timeToFirstByte();
    if (total == null) {
      return Optional.empty();
    }
    List<Phase> phases = new ArrayList<>();
    Duration since = earlier(request.timeToProvider(), total);
    phases.add(new Phase(Kind.KEYPORTER, since));
    Duration waited = earlier(firstByte, total).minus(since);
    if (waited.isPositive()) {
      phases.add(new Phase(Kind.FIRST_BYTE, waited));
      since = since.plus(waited);
    }
    if (firstToken != null && firstToken.compareTo(since) > 0 && firstToken.compareTo(total) < 0) {
      phases.add(new Phase(Kind.FIRST_TOKEN, firstToken.minus(since)));
      since = firstToken;
    }
    Duration rest = total.minus(since);
    if (!rest.isZero()) {
      phases.add(new Phase(request.streamed() ? Kind.STREAMING : Kind.RECEIVING, rest));
    }
    return Optional.of(new Timing(List.copyOf(phases), total, rate(request, rest, total)));
  }

  /** What never came stands for the whole time. */
  private static Duration earlier(@Nullable Duration time, Duration total) {
    return time == null || time.compareTo(total) > 0 ? total : time;
  }

  private static @Nullable BigDecimal rate(
      RequestSummary request, Duration streaming, Duration total) {
    Duration span = request.streamed() ? streaming : total;
    if (request.usage() == null || request.usage().output() == 0 || span.compareTo(SHORTEST) < 0) {
      return null;
    }
    return BigDecimal.valueOf(request.usage().output() * 1000)
        .divide(BigDecimal.valueOf(span.toMillis()), 0, RoundingMode.HALF_UP);
  }
}
