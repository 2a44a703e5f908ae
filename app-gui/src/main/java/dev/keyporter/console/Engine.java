package dev.keyporter.console;

import dev.keyporter.console.kit.Background;
import dev.keyporter.db.Database;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.cli.ConsoleRequest;

/** The open database and the proxy on it, which live as long as the window. */
final class Engine implements AutoCloseable {
  private final Database database;
  private final Proxy proxy;
  private boolean closed;

  private Engine(Database database, Proxy proxy) {
    this.database = database;
    this.proxy = proxy;
  }

  /** Opens both; blocks. */
  static Engine open(ConsoleRequest request) {
    var database =
        Database.open(
            request.database(), request.clock(), request.masterKey(), Background::mayBlock);
    try {
      return new Engine(
          database,
          new Proxy(
              request.proxy(), request.database().dataDirectory(), database, request.clock()));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  Database database() {
    return database;
  }

  Proxy proxy() {
    return proxy;
  }

  /** Lets what is in flight end and closes both; blocks; harmless when done. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      proxy.close();
      database.close();
    }
  }
}
