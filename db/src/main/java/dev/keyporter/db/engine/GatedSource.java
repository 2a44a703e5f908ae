package dev.keyporter.db.engine;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections that are opened past a gate, one at a time. */
final class GatedSource extends ForwardingSource {
  private final DataSource source;
  private final FileGate gate;
  private final FileOwner owner;

  GatedSource(DataSource source, DataDirectory directory) {
    super(source);
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
}
