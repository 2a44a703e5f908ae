package dev.keyporter.proxy.cli;

import dev.keyporter.db.engine.DatabaseSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class CommonOptions {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Where database, master key and locks are. Also KEYPORTER_DATA_DIR. Default: the user's"
              + " own data directory.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "A PostgreSQL database instead of the file: postgresql://user:password@host/name. Also"
              + " KEYPORTER_DATABASE_URL, where other users of the machine cannot see it.")
  private @Nullable String databaseUrl;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON value for programs.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /**
   * Where the database is: options before environment before what the console's settings left in
   * the data directory before the system's usual places.
   */
  DatabaseSettings databaseSettings(Terminal terminal) {
    if (dataDirectory != null && dataDirectory.toString().isBlank()) {
      // A variable of the caller's that is not set; here would be the wrong place for secrets.
      throw Failure.usage("--data-dir is empty.");
    }
    Path directory =
        dataDirectory != null
            ? dataDirectory
            : terminal
                .variable("KEYPORTER_DATA_DIR")
                .map(PathConverter::ofVariable)
                .orElseGet(
                    () -> standardDirectory(terminal.environment(), System.getProperty("os.name")));
    String url =
        databaseUrl != null
            ? databaseUrl
            : terminal.variable("KEYPORTER_DATABASE_URL").orElse(null);
    return url == null
        ? DatabaseSettings.of(directory)
        : new DatabaseSettings.Postgres(directory, url);
  }

  /** The place the system's conventions name for a program's data. */
  static Path standardDirectory(Map<String, String> environment, String system) {
    if (system.startsWith("Windows")) {
      String local = environment.get("LOCALAPPDATA");
      return (local == null
              ? Path.of(System.getProperty("user.home"), "AppData/Local")
              : Path.of(local))
          .resolve("Keyporter");
    }
    Path home = HomeDirectory.of(environment);
    if (system.startsWith("Mac")) {
      return home.resolve("Library/Application Support/Keyporter");
    }
    String shared = environment.get("XDG_DATA_HOME");
    // The XDG specification says that a relative path is to be ignored.
    Path parent =
        shared != null && Path.of(shared).isAbsolute()
            ? Path.of(shared)
            : home.resolve(".local/share");
    return parent.resolve("keyporter");
  }
}
