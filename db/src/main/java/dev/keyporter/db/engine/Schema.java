package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jooq.SQLDialect;

/** Brings the tables to the version this program was written for. */
final class Schema {
  /** The number of the last migration. */
  static final int VERSION = 1;

  private static final String LOCATION = "classpath:dev/keyporter/db/migration";
  private static final Set<String> NO_SUCH_TABLE = Set.of("42S02", "42S04", "42P01");

  /** Failures arrive as exceptions. Held, or the setting is lost. */
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY_LOG.setLevel(Level.OFF);
  }

  private final DataSource source;
  private final SQLDialect dialect;

  Schema(DataSource source, SQLDialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  void bringUpToDate(Connection connection) throws SQLException {
    int version = refuseNewer(connection);
    // Asking is cheap; loading Flyway is not, and nearly every start finds the schema current.
    if (version == VERSION) {
      return;
    }
    if (version == 0 && dialect == SQLDialect.H2) {
      // H2 commits each CREATE TABLE by itself: a process killed in the middle leaves a half-made
      // schema that no migration has recorded, and that holds nothing yet.
      try (Statement statement = connection.createStatement()) {
        statement.execute("drop all objects");
      }
    }
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source)
          .locations(LOCATION)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw Failures.sqlCause(e)
          .map(Failures::translate)
          .orElseGet(
              () ->
                  new DatabaseException(
                      Kind.OTHER, "The database's tables could not be brought up to date."));
    }
  }

  /** The schema's version, where this program understands it. */
  static int refuseNewer(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > VERSION) {
      throw new DatabaseException(
          Kind.NEWER_THAN_PROGRAM,
          "The database was made by a newer version of Keyporter. Update this one to open it.");
    }
    return version;
  }

  /** The last migration that was applied; 0 where there was none. */
  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select \"version\" from \"flyway_schema_history\" where \"success\" = true")) {
      int version = 0;
      while (rows.next()) {
        String applied = rows.getString(1);
        if (applied != null) {
          version = Math.max(version, Integer.parseInt(applied));
        }
      }
      return version;
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.contains(e.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }
}
