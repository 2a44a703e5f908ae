package dev.keyporter.db.engine;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections that are opened past a gate, one at a time. */
final class GatedSource implements DataSource {
  private final DataSource source;
  private final FileGate gate;
  private final FileOwner owner;

  GatedSource(DataSource source, DataDirectory directory) {
    this.source = source;
    this.gate = FileGate.of(directory);
    this.owner = new FileOwner(directory);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return gate.pass(
        () -> {
          owner.settle();
          return source.getConnection();
        });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return gate.pass(
        () -> {
          owner.settle();
          return source.getConnection(user, password);
        });
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return source.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    source.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    source.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return source.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return source.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source.isWrapperFor(type);
  }
}
