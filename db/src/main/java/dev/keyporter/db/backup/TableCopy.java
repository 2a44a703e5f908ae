package dev.keyporter.db.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Copies rows from one database into another. */
final class TableCopy {
  private final Connection from;
  private final Connection to;
  private final RowCount count;

  TableCopy(Connection from, Connection to, RowCount count) {
    this.from = from;
    this.to = to;
    this.count = count;
  }

  /** Copies all rows of a table. */
  void rows(TableShape shape) throws SQLException {
    rows(shape, "");
  }

  /**
   * Copies some rows of a table.
   *
   * @param which a condition with its {@code where}
   */
  void rows(TableShape shape, String which) throws SQLException {
    try (Statement statement = from.createStatement();
        var writer = new TableWriter(to, shape)) {
      statement.setFetchSize(shape.fetchSize());
      try (ResultSet rows = statement.executeQuery(shape.select() + which)) {
        while (rows.next()) {
          writer.add(row(shape, rows));
          count.next();
        }
      }
      writer.flush();
    }
  }

  private static @Nullable Object[] row(TableShape shape, ResultSet rows) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[shape.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = shape.columns().get(i).type().readNullable(rows, i + 1);
    }
    return values;
  }
}
