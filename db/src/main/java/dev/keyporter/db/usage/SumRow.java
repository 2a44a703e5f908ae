package dev.keyporter.db.usage;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The values of one row of sums, to be added to any number of {@link Tally tallies}. */
final class SumRow {
  private final long[] counts = new long[Tally.COUNTS];
  private final BigDecimal cost;
  private final long lastRequest;
  private final byte[] durations;
  private final byte[] firstTokens;

  private SumRow(ResultSet row, int first) throws SQLException {
    for (int i = 0; i < Tally.COUNTS; i++) {
      counts[i] = row.getLong(first + i);
    }
    int next = first + Tally.COUNTS;
    this.cost = row.getBigDecimal(next);
    this.lastRequest = row.getLong(next + 1);
    this.durations = row.getBytes(next + 2);
    this.firstTokens = row.getBytes(next + 3);
  }

  /** Reads {@link Tally#COLUMNS}, the first of them at an index. */
  static SumRow read(ResultSet row, int first) throws SQLException {
    return new SumRow(row, first);
  }

  long count(int index) {
    return counts[index];
  }

  BigDecimal cost() {
    return cost;
  }

  long lastRequest() {
    return lastRequest;
  }

  /** An encoded histogram; no bytes where it is empty. */
  byte[] durations() {
    return durations;
  }

  /** An encoded histogram; no bytes where it is empty. */
  byte[] firstTokens() {
    return firstTokens;
  }
}
