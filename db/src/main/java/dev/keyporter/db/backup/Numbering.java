package dev.keyporter.db.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.SQLDialect;

/** The counters from which a database numbers rows. */
final class Numbering {
  private Numbering() {}

  /** Moves a table's counter past its rows: those that came with their numbers did not move it. */
  static void goOn(Connection connection, SQLDialect dialect, TableShape shape)
      throws SQLException {
    for (TableShape.Column column : shape.columns()) {
      if (column.isNumbered()) {
        String next =
            "(select coalesce(max(%s), 0) + 1 from %s)".formatted(column.name(), shape.name());
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              dialect == SQLDialect.H2
                  ? "alter table %s alter column %s restart with %s"
                      .formatted(shape.name(), column.name(), next)
                  : "select setval(pg_get_serial_sequence('%s', '%s'), %s, false)"
                      .formatted(shape.name(), column.name(), next));
        }
      }
    }
  }
}
