package dev.keyporter.db.usage;

import dev.keyporter.db.usage.Tally.Count;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one change of a request adds to the sums: its end, or what became known of its cost. */
public final class UsageIncrement {
  /** Digits after the point that a request's cost is kept with. */
  private static final int COST_SCALE = 12;

  final SeriesKey series;
  final Instant at;
  final Tally tally = new Tally();

  private UsageIncrement(RequestId id, SeriesKey series, Instant at) {
    this.series = series;
    this.at = at;
    tally.last(id.value());
  }

  /**
   * A request has ended that was pending, or not on record.
   *
   * @param model the model asked for, as it is on record
   */
  public static UsageIncrement ended(RequestStart start, @Nullable String model, RequestEnd end) {
    var increment = of(start, model);
    increment.outcome(end.status());
    if (start.route().charged()) {
      increment.usage(end.usage());
      increment.cost(end.cost());
      if (end.status() == RequestStatus.COMPLETED) {
        increment.durations(start, end);
      }
    }
    return increment;
  }

  /**
   * A pending request was given up.
   *
   * @param cost as it stands on record: unknown, or none where the route is not charged
   */
  public static UsageIncrement interrupted(RequestId id, SeriesKey series, Instant at, Cost cost) {
    var increment = new UsageIncrement(id, series, at);
    increment.outcome(RequestStatus.INTERRUPTED);
    increment.cost(cost);
    return increment;
  }

  /** A request has ended that was counted as interrupted. */
  public static UsageIncrement endedAfterAll(
      RequestStart start, @Nullable String model, RequestEnd end) {
    UsageIncrement increment = ended(start, model, end);
    Cost before = start.route().charged() ? Cost.UNKNOWN : Cost.NONE;
    increment.tally.subtract(interrupted(start.id(), increment.series, increment.at, before).tally);
    return increment;
  }

  /**
   * The usage of an ended request has become known.
   *
   * @param before its cost until now
   */
  public static UsageIncrement completed(
      RequestId id, SeriesKey series, Instant at, TokenUsage usage, Cost before, Cost now) {
    var increment = new UsageIncrement(id, series, at);
    increment.usage(usage);
    increment.cost(now);
    var known = new UsageIncrement(id, series, at);
    known.cost(before);
    increment.tally.subtract(known.tally);
    return increment;
  }

  private static UsageIncrement of(RequestStart start, @Nullable String model) {
    return new UsageIncrement(
        start.id(),
        SeriesKey.of(start.organizationId(), start.userId(), start.keyId(), model),
        start.createdAt());
  }

  private void outcome(RequestStatus status) {
    tally.count(Count.REQUESTS, 1);
    switch (status) {
      case FAILED -> tally.count(Count.FAILED, 1);
      case CANCELLED -> tally.count(Count.CANCELLED, 1);
      case INTERRUPTED -> tally.count(Count.INTERRUPTED, 1);
      case COMPLETED -> {}
      case PENDING -> throw new IllegalArgumentException("A pending request has not ended.");
    }
  }

  private void usage(@Nullable TokenUsage usage) {
    if (usage != null) {
      tally.count(Count.INPUT, usage.input());
      tally.count(Count.CACHED, usage.cached());
      tally.count(Count.CACHE_WRITE, usage.cacheWrite());
      tally.count(Count.OUTPUT, usage.output());
      tally.count(Count.REASONING, usage.reasoning());
      tally.count(Count.TOTAL, usage.total());
    }
  }

  private void cost(Cost cost) {
    Usd amount = cost.amount();
    if (amount != null) {
      // As the request's column rounds it, so that the sums are those of the rows.
      tally.cost(amount.amount().setScale(COST_SCALE, RoundingMode.HALF_UP));
    }
    CostCertainty certainty = cost.certainty();
    switch (certainty) {
      case ESTIMATED -> tally.count(Count.ESTIMATED, 1);
      case UNKNOWN -> tally.count(Count.UNKNOWN, 1);
      case UNPRICED -> tally.count(Count.UNPRICED, 1);
      case EXACT, NONE -> {}
    }
  }

  private void durations(RequestStart start, RequestEnd end) {
    tally.duration(end.duration());
    Duration first = end.timeToFirstByte();
    if (start.streamed() && first != null) {
      tally.firstToken(first);
    }
  }
}
