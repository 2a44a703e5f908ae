package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A pooler between a process and PostgreSQL, such as PgBouncer, which may give each transaction
 * another session of the server's. Nothing here leans on a session; the driver does, unless told
 * otherwise.
 */
final class Pooler {
  private Pooler() {}

  /**
   * Has the driver keep no prepared statements in sessions, where there is a pooler.
   *
   * @throws DatabaseException of kind {@code BAD_SETTINGS} where it lets no transaction pass
   */
  static void adapt(Connection first, DataSource... sources) throws SQLException {
    var connection = first.unwrap(PGConnection.class);
    if (isBetween(first, connection.getBackendPID())) {
      connection.setPrepareThreshold(0);
      refuseWithoutTransactions(first);
      for (DataSource source : sources) {
        source.unwrap(PGSimpleDataSource.class).setPrepareThreshold(0);
      }
    }
  }

  private static void refuseWithoutTransactions(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select 1");
      connection.commit();
    } catch (SQLException e) {
      // As PgBouncer says it, and closes the connection.
      if (String.valueOf(e.getMessage()).contains("statement pooling")) {
        throw new DatabaseException(
            DatabaseException.Kind.BAD_SETTINGS,
            "The pooler before the database lets no transactions pass. Set pool_mode to transaction"
                + " or session.");
      }
      throw e;
    }
    connection.setAutoCommit(true);
  }

  /**
   * A pooler greets clients with a number of its own making where the server names the process that
   * serves the connection.
   */
  private static boolean isBetween(Connection connection, int greeted) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      return row.next() && row.getInt(1) != greeted;
    }
  }
}
