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
  private static final Set<String> NO_SUCH_TABLE = Set.of("42S02", "42S04", "42P01");

  /** Failures arrive as exceptions. Held, or the setting is lost. */
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY_LOG.setLevel(Level.OFF);
  }

  private final DataSource source;
  private final SQLDialect dialect;
  private final Migrations migrations;

  Schema(DataSource source, SQLDialect dialect, Migrations migrations) {
    this.source = source;
    this.dialect = dialect;
    this.migrations = migrations;
  }

  /**
   * Brings the tables up to date. With H2 the database is closed after a change, for all processes,
   * and opens again with the next connection: H2 2.4 evaluates a CHECK with the session that made
   * it, and fails where that one is gone, until it has read the tables anew (h2database#4291).
   *
   * @param connection of no more use after a change with H2
   * @param before called where something is there that is about to be changed
   * @return whether there was something to change
   */
  boolean bringUpToDate(Connection connection, BeforeMigration before) throws SQLException {
    int version = refuseNewer(connection, migrations);
    // Asking is cheap; loading Flyway is not, and nearly every start finds the schema current.
    if (version == migrations.last()) {
      return false;
    }
    if (version > 0) {
      try (Connection apart = source.getConnection()) {
        before.run(apart, dialect, version);
      }
    }
    if (version == 0 && dialect == SQLDialect.H2) {
      // H2 commits each CREATE TABLE by itself: a process killed in the middle leaves a half-made
      // schema that no migration has recorded, and that holds nothing yet.
      try (Statement statement = connection.createStatement()) {
        statement.execute("drop all objects");
      }
    }
    migrateTo(migrations.last());
    if (dialect == SQLDialect.H2) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("shutdown");
      }
    }
    return true;
  }

  /** Applies the migrations up to one, that one included. */
  void migrateTo(int version) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source)
          .locations(migrations.locations().toArray(String[]::new))
          .target(Integer.toString(version))
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
  static int refuseNewer(Connection connection, Migrations migrations) throws SQLException {
    int version = version(connection);
    if (version > migrations.last()) {
      throw new DatabaseException(
          Kind.NEWER_THAN_PROGRAM,
          "The database was made by a newer version of Keyporter. Update this one to open it.");
    }
    return version;
  }

  /** The last migration that was applied; 0 where there was none. */
  static int version(Connection connection) throws SQLException {
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
