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
      try (Statement statement = connection.createStatement()) {
        statement.execute("set session characteristics as transaction isolation level snapshot");
      }
    } else {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
    connection.setAutoCommit(false);
  }
}
