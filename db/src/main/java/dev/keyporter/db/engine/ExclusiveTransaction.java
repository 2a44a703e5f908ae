package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One long transaction of PostgreSQL during which nobody else writes: the others wait. */
public final class ExclusiveTransaction {
  /** How long it waits for the transactions that are under way. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ConnectionPool pool;

  public ExclusiveTransaction(ConnectionPool pool) {
    this.pool = pool;
  }

  /**
   * Runs work and commits; once, also where it fails, and then nothing has changed.
   *
   * @param tables all that others may write, those first that transactions lock first
   * @throws DatabaseException when the database cannot do it
   */
  public <T extends @Nullable Object> T run(List<String> tables, ConnectionPool.Work<T> work) {
    return pool.apartOnce(
        connection -> {
          lock(connection, tables);
          try {
            T result = work.run(connection);
            connection.commit();
            return result;
          } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
          }
        });
  }

  private static void lock(Connection connection, List<String> tables) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    connection.setAutoCommit(false);
    while (true) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local lock_timeout = '5s'");
        for (String table : tables) {
          statement.execute("lock table " + table + " in exclusive mode");
        }
        return;
      } catch (SQLException e) {
        connection.rollback();
        if (!Failures.isContended(e)) {
          throw e;
        }
        if (System.nanoTime() > deadline) {
          throw new DatabaseException(
              Kind.OTHER, "The database is too busy: others never paused. Try again later.");
        }
      }
    }
  }
}
