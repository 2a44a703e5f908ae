package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives the connection that was opened to look at the database before any other: with its last
 * connection H2 closes the whole file, and would open it again for the next one.
 */
final class OpenedSource extends ForwardingSource implements AutoCloseable {
  private final DataSource source;
  private final Connection opened;

  /** Null once it was given or closed. */
  private final AtomicReference<@Nullable Connection> kept;

  /** Opens the connection. */
  OpenedSource(DataSource source) throws SQLException {
    super(source);
    this.source = source;
    this.opened = source.getConnection();
    this.kept = new AtomicReference<>(opened);
  }

  /** The connection itself, to be used before the first one is asked for. */
  Connection opened() {
    return opened;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection first = kept.getAndSet(null);
    return first == null ? source.getConnection() : first;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return source.getConnection(user, password);
  }

  /** Closes the connection where nobody came for it. */
  @Override
  public void close() {
    Connection first = kept.getAndSet(null);
    if (first != null) {
      ConnectionPool.closeQuietly(first);
    }
  }
}
