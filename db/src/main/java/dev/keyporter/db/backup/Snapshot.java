package dev.keyporter.db.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.SQLDialect;

/** A view of the whole database as it is at one moment, whatever others write meanwhile. */
final class Snapshot {
  private Snapshot() {}

  /** Makes the connection see what is there now, until its transaction ends. */
  static void begin(Connection connection, SQLDialect dialect) throws SQLException {
    if (dialect == SQLDialect.H2) {
      execute(connection, "set session characteristics as transaction isolation level snapshot");
      connection.setAutoCommit(false);
    } else {
      // Of the transaction, not of the session: a pooler may give the next one another session.
      connection.setAutoCommit(false);
      execute(connection, "set transaction isolation level repeatable read");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
