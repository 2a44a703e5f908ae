package dev.keyporter.db.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inserts rows into a table, many at a time. */
final class TableWriter implements AutoCloseable {
  private static final int MOST_ROWS = 500;
  private static final long MOST_WEIGHT = 4L << 20;

  private final TableShape shape;
  private final PreparedStatement statement;
  private int rows;
  private long weight;

  TableWriter(Connection connection, TableShape shape) throws SQLException {
    this.shape = shape;
    this.statement = connection.prepareStatement(shape.insert());
  }

  /** Adds a row; true where that sent those that had gathered. */
  boolean add(@Nullable Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      shape.columns().get(i).type().bind(statement, i + 1, values[i]);
      weight += weight(values[i]);
    }
    statement.addBatch();
    if (++rows == MOST_ROWS || weight >= MOST_WEIGHT) {
      flush();
      return true;
    }
    return false;
  }

  private static int weight(@Nullable Object value) {
    return switch (value) {
      case byte[] bytes -> bytes.length;
      case String text -> text.length();
      case null, default -> 0;
    };
  }

  void flush() throws SQLException {
    if (rows > 0) {
      statement.executeBatch();
      rows = 0;
      weight = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
