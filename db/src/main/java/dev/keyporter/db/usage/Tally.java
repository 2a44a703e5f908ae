package dev.keyporter.db.usage;

import static dev.keyporter.db.generated.Tables.USAGE_SUM;

import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.usage.LatencyHistogram;
import dev.keyporter.model.usage.UsageSums;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Sums in the making. Counts may be negative where they are to be taken off a row. */
final class Tally {
  /** What is counted, each in a column of its own. */
  enum Count {
    REQUESTS,
    FAILED,
    CANCELLED,
    INTERRUPTED,
    INPUT,
    CACHED,
    CACHE_WRITE,
    OUTPUT,
    REASONING,
    TOTAL,
    ESTIMATED,
    UNKNOWN,
    UNPRICED
  }

  /** In the order of {@link SumRow#read} and {@link #bind}. */
  static final List<Field<?>> COLUMNS =
      List.of(
          USAGE_SUM.REQUESTS,
          USAGE_SUM.FAILED,
          USAGE_SUM.CANCELLED,
          USAGE_SUM.INTERRUPTED,
          USAGE_SUM.INPUT_TOKENS,
          USAGE_SUM.CACHED_TOKENS,
          USAGE_SUM.CACHE_WRITE_TOKENS,
          USAGE_SUM.OUTPUT_TOKENS,
          USAGE_SUM.REASONING_TOKENS,
          USAGE_SUM.TOTAL_TOKENS,
          USAGE_SUM.COST_ESTIMATED,
          USAGE_SUM.COST_UNKNOWN,
          USAGE_SUM.COST_UNPRICED,
          USAGE_SUM.COST_USD,
          USAGE_SUM.LAST_REQUEST_ID,
          USAGE_SUM.DURATION_BINS,
          USAGE_SUM.FIRST_TOKEN_BINS);

  static final int COUNTS = Count.values().length;

  private final long[] counts = new long[COUNTS];
  private BigDecimal cost = BigDecimal.ZERO;
  private long lastRequest = -1;
  private LatencyHistogram.@Nullable Builder durations;
  private LatencyHistogram.@Nullable Builder firstTokens;

  @SuppressWarnings("EnumOrdinal") // A place in the array, nothing that is stored.
  void count(Count what, long times) {
    counts[what.ordinal()] += times;
  }

  void cost(BigDecimal amount) {
    cost = cost.add(amount);
  }

  void last(long request) {
    lastRequest = Math.max(lastRequest, request);
  }

  long last() {
    return lastRequest;
  }

  void duration(Duration duration) {
    durations = orNew(durations).add(duration);
  }

  void firstToken(Duration duration) {
    firstTokens = orNew(firstTokens).add(duration);
  }

  void add(Tally other) {
    for (int i = 0; i < COUNTS; i++) {
      counts[i] += other.counts[i];
    }
    cost(other.cost);
    last(other.lastRequest);
    if (other.durations != null) {
      durations = orNew(durations).add(other.durations.build());
    }
    if (other.firstTokens != null) {
      firstTokens = orNew(firstTokens).add(other.firstTokens.build());
    }
  }

  /** Takes the counts and the cost of another off; what it added to durations stays. */
  void subtract(Tally other) {
    for (int i = 0; i < COUNTS; i++) {
      counts[i] -= other.counts[i];
    }
    cost(other.cost.negate());
  }

  /** Adds a row. */
  void add(SumRow row) {
    for (int i = 0; i < COUNTS; i++) {
      counts[i] += row.count(i);
    }
    cost(row.cost());
    last(row.lastRequest());
    if (row.durations().length > 0) {
      durations = orNew(durations).add(row.durations());
    }
    if (row.firstTokens().length > 0) {
      firstTokens = orNew(firstTokens).add(row.firstTokens());
    }
  }

  /**
   * Binds all as values of the {@link #COLUMNS}.
   *
   * @return the index of the next placeholder
   */
  int bind(PreparedStatement statement, int first) throws SQLException {
    for (int i = 0; i < COUNTS; i++) {
      statement.setLong(first + i, counts[i]);
    }
    int next = first + COUNTS;
    statement.setBigDecimal(next++, cost);
    statement.setLong(next++, lastRequest);
    statement.setBytes(next++, orNew(durations).build().encode());
    statement.setBytes(next++, orNew(firstTokens).build().encode());
    return next;
  }

  UsageSums sums() {
    return new UsageSums(
        of(Count.REQUESTS),
        of(Count.FAILED),
        of(Count.CANCELLED),
        of(Count.INTERRUPTED),
        new TokenUsage(
            of(Count.INPUT),
            of(Count.CACHED),
            of(Count.CACHE_WRITE),
            of(Count.OUTPUT),
            of(Count.REASONING),
            of(Count.TOTAL)),
        new Usd(cost.signum() == 0 ? BigDecimal.ZERO : cost.stripTrailingZeros()),
        of(Count.ESTIMATED),
        of(Count.UNKNOWN),
        of(Count.UNPRICED),
        durations == null ? LatencyHistogram.EMPTY : durations.build(),
        firstTokens == null ? LatencyHistogram.EMPTY : firstTokens.build());
  }

  @SuppressWarnings("EnumOrdinal") // A place in the array, nothing that is stored.
  private long of(Count what) {
    return counts[what.ordinal()];
  }

  private static LatencyHistogram.Builder orNew(LatencyHistogram.@Nullable Builder builder) {
    return builder == null ? new LatencyHistogram.Builder() : builder;
  }
}
