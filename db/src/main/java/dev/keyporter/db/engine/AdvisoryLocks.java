package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Advisory locks of a PostgreSQL that processes of several machines share. They live as long as the
 * connection that took them, so that connection is this one's own and is looked after.
 */
final class AdvisoryLocks implements InstanceLocks {
  private static final int ANSWER_SECONDS = 2;

  private final ConnectionPool pool;
  private @Nullable Connection connection;

  AdvisoryLocks(ConnectionPool pool) {
    this.pool = pool;
  }

  @Override
  public synchronized boolean isHeld() {
    try {
      return connection != null && connection.isValid(ANSWER_SECONDS);
    } catch (SQLException _) {
      return false;
    }
  }

  @Override
  public synchronized boolean take(UUID instance) {
    close();
    try {
      Connection fresh = pool.unpooled();
      connection = fresh;
      if (ask(fresh, "select pg_try_advisory_lock(?)", instance)) {
        return true;
      }
      close();
    } catch (SQLException _) {
      close();
    }
    return false;
  }

  /** Takes the lock for a moment, on a connection that lets go of it with its transaction. */
  @Override
  public boolean isFree(UUID instance) {
    try (Connection probe = pool.source().getConnection()) {
      return ask(probe, "select pg_try_advisory_xact_lock(?)", instance);
    } catch (SQLException _) {
      return false;
    }
  }

  private static boolean ask(Connection connection, String question, UUID instance)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setLong(1, instance.getMostSignificantBits() ^ instance.getLeastSignificantBits());
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException _) {
      // It was broken; the server has let go of its locks.
    }
    connection = null;
  }
}
