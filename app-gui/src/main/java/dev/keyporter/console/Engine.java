package dev.keyporter.console;

import dev.keyporter.console.kit.Background;
import dev.keyporter.db.Database;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.cli.ConsoleRequest;
import org.jspecify.annotations.Nullable;

/** The open database and the proxy on it, which live as long as the window. */
final class Engine implements AutoCloseable {
  private final ConsoleRequest request;
  private final Database database;
  private @Nullable Proxy proxy;
  private boolean closed;

  private Engine(ConsoleRequest request, Database database) {
    this.request = request;
    this.database = database;
  }

  /**
   * Opens the database; blocks.
   *
   * @throws dev.keyporter.db.engine.DatabaseException when it cannot be used
   * @throws dev.keyporter.db.secret.UnsealException when the master key is lost or another one
   */
  static Engine open(ConsoleRequest request) {
    var database =
        Database.open(
            request.database(), request.clock(), request.masterKey(), Background::mayBlock);
    try {
      database.signingSecrets().check();
      return new Engine(request, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  Database database() {
    return database;
  }

  /** The proxy, made when it is first asked for, since no frame needs it; blocks. */
  synchronized Proxy proxy() {
    if (proxy == null) {
      if (closed) {
        throw new IllegalStateException("The console is closed.");
      }
      proxy =
          new Proxy(request.proxy(), request.database().dataDirectory(), database, request.clock());
    }
    return proxy;
  }

  /** Lets what is in flight end and closes both; blocks; harmless when done. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      if (proxy != null) {
        proxy.close();
      }
      database.close();
    }
  }
}
