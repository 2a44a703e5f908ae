package dev.keyporter.db.engine;

import java.nio.file.Path;

/** Where the shared database is. */
public sealed interface DatabaseSettings {
  /**
   * Holds what belongs to this machine whatever the database: master key, locks, logs.
   *
   * @return the data directory
   */
  Path dataDirectory();

  /** H2 in a file of the data directory, shared by the processes of this machine. */
  record EmbeddedH2(Path dataDirectory) implements DatabaseSettings {}

  /**
   * An existing PostgreSQL.
   *
   * @param url {@code postgresql://user:password@host:port/name} or a {@code jdbc:postgresql:} URL;
   *     may hold a password, so it is never printed
   */
  record Postgres(Path dataDirectory, String url) implements DatabaseSettings {
    @Override
    public String toString() {
      return "Postgres[dataDirectory=" + dataDirectory + "]";
    }
  }
}
