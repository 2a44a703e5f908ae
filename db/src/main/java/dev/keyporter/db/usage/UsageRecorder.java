package dev.keyporter.db.usage;

import static java.util.stream.Collectors.joining;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseException.Kind;
import dev.keyporter.db.engine.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Adds to the sums, in the transaction that makes the change they count. Rows are locked in the
 * order of their ids before they are read, so that two processes neither lose an addition nor wait
 * for each other crosswise.
 */
public final class UsageRecorder {
  private static final String COLUMNS =
      Tally.COLUMNS.stream().map(Field::getName).collect(joining(", "));
  private static final String INSERT =
      "insert into usage_sum (id, series_id, "
          + COLUMNS
          + ") values (?, ?"
          + ", ?".repeat(Tally.COLUMNS.size())
          + ")";
  private static final String UPDATE =
      "update usage_sum set "
          + Tally.COLUMNS.stream().map(column -> column.getName() + " = ?").collect(joining(", "))
          + " where id = ?";

  private static final int MOST_ATTEMPTS = 5;

  private final SeriesNumbers numbers;
  private final IntSupplier slot;

  /**
   * @param slot this process's; rows of different ones are not the same rows, mostly
   */
  public UsageRecorder(Transactions transactions, IntSupplier slot) {
    this.numbers = new SeriesNumbers(transactions);
    this.slot = slot;
  }

  /** To be called when what was recorded may have been erased. */
  public void forget() {
    numbers.forget();
  }

  /**
   * Runs a transaction that adds, again where another one was the first to make a row that this one
   * was about to make.
   */
  public <T> T patiently(Supplier<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (DatabaseException e) {
        if (e.kind() != Kind.CONFLICT || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Adds in the transaction that is open, which must run {@link #patiently}. */
  public void add(DSLContext sql, Collection<UsageIncrement> increments) {
    if (!increments.isEmpty()) {
      SortedMap<Long, Sum> sums = sums(increments);
      sql.connection(connection -> add(connection, sums));
    }
  }

  private SortedMap<Long, Sum> sums(Collection<UsageIncrement> increments) {
    int stripe = slot.getAsInt() % SumId.STRIPES;
    var sums = new TreeMap<Long, Sum>();
    for (UsageIncrement increment : increments) {
      long series = numbers.of(increment.series);
      long quarter = SumId.quarter(increment.at);
      for (SumLevel level : SumLevel.values()) {
        sums.computeIfAbsent(
                SumId.of(level, quarter, series, stripe), _ -> new Sum(series, new Tally()))
            .tally
            .add(increment.tally);
      }
    }
    return sums;
  }

  private record Sum(long series, Tally tally) {}

  private static void add(Connection connection, SortedMap<Long, Sum> sums) throws SQLException {
    var missing = new TreeMap<>(sums);
    readInto(connection, sums).forEach(missing::remove);
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (Map.Entry<Long, Sum> sum : sums.entrySet()) {
        if (!missing.containsKey(sum.getKey())) {
          int next = sum.getValue().tally.bind(update, 1);
          update.setLong(next, sum.getKey());
          update.addBatch();
        }
      }
      if (missing.size() < sums.size()) {
        update.executeBatch();
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Map.Entry<Long, Sum> sum : missing.entrySet()) {
        insert.setLong(1, sum.getKey());
        insert.setLong(2, sum.getValue().series);
        sum.getValue().tally.bind(insert, 3);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Adds what the rows hold already, and locks them. */
  private static List<Long> readInto(Connection connection, SortedMap<Long, Sum> sums)
      throws SQLException {
    var found = new ArrayList<Long>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, " + COLUMNS + " from usage_sum where id = any(?) order by id for update")) {
      select.setArray(1, connection.createArrayOf("bigint", sums.keySet().toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          long id = rows.getLong(1);
          Sum sum = sums.get(id);
          if (sum != null) {
            sum.tally.add(SumRow.read(rows, 2));
            found.add(id);
          }
        }
      }
    }
    return found;
  }
}
