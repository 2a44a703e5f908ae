package dev.keyporter.db.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the shared database is. */
public sealed interface DatabaseSettings {
  /**
   * Holds what belongs to this machine whatever the database: master key, locks, logs.
   *
   * @return the data directory
   */
  Path dataDirectory();

  /** Names the file that says where the database is, for every program on the data directory. */
  String FILE = "database.url";

  /**
   * The database of a data directory, where nobody says otherwise: the one remembered there, else
   * H2.
   */
  static DatabaseSettings of(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    return Files.exists(file)
        ? new Postgres(dataDirectory, DataDirectory.open(dataDirectory).read(FILE))
        : new EmbeddedH2(dataDirectory);
  }

  /** Remembers a PostgreSQL as the database of a data directory, readable by its owner only. */
  static void remember(DataDirectory directory, String url) {
    directory.write(FILE, url);
  }

  /** From now on H2 is the database of the data directory again. */
  static void forget(DataDirectory directory) {
    directory.remove(FILE);
  }

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
