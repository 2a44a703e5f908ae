package dev.keyporter.db.backup;

import dev.keyporter.db.engine.BeforeMigration;
import dev.keyporter.db.engine.ConnectionPool;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Every row of a database in words, past everything the program does. */
final class Dump {
  /** What depends on the master key. */
  private static final Set<String> SEALED = Set.of("secret", "key_version");

  private Dump() {}

  /** The rows of each table, in an order of their own. */
  static Map<String, List<String>> of(DatabaseSettings settings) {
    return of(settings, true);
  }

  static Map<String, List<String>> withoutSecrets(DatabaseSettings settings) {
    return of(settings, false);
  }

  private static Map<String, List<String>> of(DatabaseSettings settings, boolean withSecrets) {
    try (ConnectionPool pool =
        ConnectionPool.open(
            settings, DataDirectory.open(settings.dataDirectory()), BeforeMigration.NOTHING)) {
      return pool.apart(connection -> tables(connection, withSecrets));
    }
  }

  private static Map<String, List<String>> tables(Connection connection, boolean withSecrets)
      throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    for (TableShape shape : TableShape.all(connection)) {
      if (shape.name().equals("usage_series")) {
        continue; // Told with their sums.
      }
      List<String> rows =
          shape.name().equals("usage_sum")
              ? sums(connection, shape)
              : rows(connection, shape, withSecrets);
      Collections.sort(rows);
      tables.put(shape.name(), rows);
    }
    return tables;
  }

  private static List<String> rows(Connection connection, TableShape shape, boolean withSecrets)
      throws SQLException {
    var lines = new ArrayList<String>();
    try (ResultSet rows = connection.createStatement().executeQuery(shape.select())) {
      while (rows.next()) {
        var line = new StringBuilder();
        for (int i = 0; i < shape.columns().size(); i++) {
          TableShape.Column column = shape.columns().get(i);
          if (withSecrets || !SEALED.contains(column.name())) {
            line.append(column.name()).append('=').append(text(column, rows, i + 1)).append(' ');
          }
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static List<String> sums(Connection connection, TableShape shape) throws SQLException {
    var lines = new ArrayList<String>();
    try (ResultSet rows =
        connection
            .createStatement()
            .executeQuery(
                "select s.*, k.organization_id, k.user_id, k.key_id, k.model from usage_sum s"
                    + " join usage_series k on k.id = s.series_id")) {
      int columns = shape.columns().size();
      while (rows.next()) {
        var line = new StringBuilder();
        // Level and time, without the series' number.
        line.append(rows.getLong(1) >>> 39).append(' ').append(rows.getLong(1) & 15).append(' ');
        for (int i = 3; i <= columns; i++) {
          line.append(text(shape.columns().get(i - 1), rows, i)).append(' ');
        }
        for (int i = columns + 1; i <= columns + 4; i++) {
          line.append(rows.getString(i)).append(' ');
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static String text(TableShape.Column column, ResultSet rows, int index)
      throws SQLException {
    Object value = column.type().readNullable(rows, index);
    return value instanceof byte[] bytes
        ? bytes.length + "#" + Arrays.hashCode(bytes)
        : Objects.toString(value);
  }
}
