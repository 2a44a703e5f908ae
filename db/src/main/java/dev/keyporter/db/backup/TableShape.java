package dev.keyporter.db.backup;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table as it is in a database, whatever version that has.
 *
 * @param columns in the table's order
 */
record TableShape(String name, List<Column> columns) {
  /** What belongs to the processes that are running, or to the migrations. */
  private static final Set<String> LEFT_OUT =
      Set.of("instance", "limit_lease", "change_counter", "flyway_schema_history");

  /** In characters. */
  private static final int LARGE_TEXT = 100_000;

  /**
   * A column.
   *
   * @param isNumbered whether the database gives numbers to rows that come without
   * @param isLarge whether a value may take much memory
   */
  record Column(String name, ColumnType type, boolean isNumbered, boolean isLarge) {}

  TableShape {
    columns = List.copyOf(columns);
  }

  /** The tables that a backup holds, each after those it refers to. */
  static List<TableShape> all(Connection connection) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    var names = new TreeSet<String>();
    try (ResultSet rows =
        data.getTables(
            connection.getCatalog(),
            connection.getSchema(),
            null,
            new String[] {"TABLE", "BASE TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    names.removeIf(name -> LEFT_OUT.contains(name.toLowerCase(Locale.ROOT)));
    Map<String, TableShape> ordered = new LinkedHashMap<>();
    for (String name : names) {
      addAfterItsParents(connection, name, ordered, new HashSet<>());
    }
    return List.copyOf(ordered.values());
  }

  /** One table, also of those that a backup leaves out. */
  static TableShape of(Connection connection, String table) throws SQLException {
    boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
    return new TableShape(
        table, columns(connection, upper ? table.toUpperCase(Locale.ROOT) : table));
  }

  private static void addAfterItsParents(
      Connection connection, String name, Map<String, TableShape> ordered, Set<String> onTheWay)
      throws SQLException {
    if (ordered.containsKey(name) || !onTheWay.add(name)) {
      return;
    }
    var parents = new TreeSet<String>();
    try (ResultSet keys =
        connection
            .getMetaData()
            .getImportedKeys(connection.getCatalog(), connection.getSchema(), name)) {
      while (keys.next()) {
        parents.add(keys.getString("PKTABLE_NAME"));
      }
    }
    for (String parent : parents) {
      addAfterItsParents(connection, parent, ordered, onTheWay);
    }
    ordered.put(name, new TableShape(name.toLowerCase(Locale.ROOT), columns(connection, name)));
  }

  private static List<Column> columns(Connection connection, String table) throws SQLException {
    var columns = new ArrayList<Column>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getColumns(connection.getCatalog(), connection.getSchema(), table, null)) {
      while (rows.next()) {
        ColumnType type = ColumnType.named(rows.getString("TYPE_NAME"));
        boolean isLongText = type == ColumnType.TEXT && rows.getInt("COLUMN_SIZE") >= LARGE_TEXT;
        columns.add(
            new Column(
                rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                type,
                "YES".equals(rows.getString("IS_AUTOINCREMENT")),
                type == ColumnType.BYTES || isLongText));
      }
    }
    return columns;
  }

  /** How many rows they hold. */
  static long countRows(Connection connection, List<TableShape> shapes) throws SQLException {
    long rows = 0;
    try (Statement statement = connection.createStatement()) {
      for (TableShape shape : shapes) {
        try (ResultSet count = statement.executeQuery("select count(*) from " + shape.name())) {
          count.next();
          rows += count.getLong(1);
        }
      }
    }
    return rows;
  }

  /** Where a column is, from 0; -1 where there is none of that name. */
  int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  String select() {
    return "select " + names() + " from " + name;
  }

  String insert() {
    return "insert into "
        + name
        + " ("
        + names()
        + ") values ("
        + "?, ".repeat(columns.size() - 1)
        + "?)";
  }

  private String names() {
    return columns.stream().map(Column::name).collect(joining(", "));
  }

  /** Big values must come in small helpings. */
  int fetchSize() {
    return columns.stream().anyMatch(Column::isLarge) ? 50 : 1000;
  }
}
