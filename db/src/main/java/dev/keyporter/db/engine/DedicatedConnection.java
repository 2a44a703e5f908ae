package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * One thread's own connection outside the pool, so that it never queues behind other work. It is
 * opened when it is first needed, and anew after each failure.
 */
final class DedicatedConnection implements AutoCloseable {
  private final ConnectionPool pool;
  private @Nullable Connection connection;

  DedicatedConnection(ConnectionPool pool) {
    this.pool = pool;
  }

  /**
   * Works once: who asks decides whether to ask again. Each statement is a transaction.
   *
   * @throws DatabaseException when the database cannot do it
   */
  <T> T run(Function<DSLContext, T> work) {
    try {
      Connection open = connection;
      if (open == null) {
        open = pool.prompt();
        connection = open;
      }
      return work.apply(Transactions.on(open, pool.dialect()));
    } catch (SQLException e) {
      close();
      throw Failures.translate(e);
    } catch (DataAccessException e) {
      close();
      throw Failures.sqlCause(e).map(Failures::translate).orElseThrow(() -> e);
    } catch (Throwable e) { // Whatever it was, the connection may be in the middle of something.
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      ConnectionPool.closeQuietly(connection);
      connection = null;
    }
  }
}
