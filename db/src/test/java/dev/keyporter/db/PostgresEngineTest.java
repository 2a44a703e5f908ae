package dev.keyporter.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class PostgresEngineTest extends EngineSuite {
  private final String url = TestPostgres.newDatabase();

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings.Postgres(directory.resolve("data"), url);
  }

  @Override
  Connection connection() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + url.replace("postgres:postgres@", ""), "postgres", "");
  }

  @Test
  void survivesTheLossOfEveryConnectionAndIsNotTakenForDead() throws Exception {
    try (Database database = open();
        Database neighbour = open()) {
      RequestId own = SharingProcess.begin(database);
      assertEquals(2, count("select count(*) from pg_locks where locktype = 'advisory'"));
      count(
          "select count(pg_terminate_backend(pid)) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
      database.organizations().create("Acme");
      assertEquals(1, neighbour.organizations().list().size());
      Eventually.holds(
          "both take their locks again",
          () -> count("select count(*) from pg_locks where locktype = 'advisory'") == 2);
      assertEquals(0, count("select count(*) from instance where ended_at is not null"));
      assertEquals(RequestStatus.PENDING, status(database, own));
    }
  }

  @Test
  void believesNothingItReadBeforeWhileALookIsStuck() throws Exception {
    try (Database database = open();
        Connection connection = connection();
        var sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("lock table change_counter in access exclusive mode");
      Eventually.holds("what was read is no longer current", () -> !database.changes().isCurrent());
      connection.rollback();
      Eventually.holds("it is current again", database.changes()::isCurrent);
    }
  }

  private long count(String query) {
    try (Connection connection = connection();
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void saysThatTheServerHasNoSuchDatabase() {
    var settings =
        new DatabaseSettings.Postgres(directory.resolve("data"), TestPostgres.url("nowhere"));
    var failure =
        assertThrows(DatabaseException.class, () -> Database.open(settings, Clock.systemUTC()));
    assertEquals(DatabaseException.Kind.UNREACHABLE, failure.kind());
    assertEquals("The database server has no database of that name.", failure.getMessage());
  }
}
