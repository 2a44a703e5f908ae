package dev.keyporter.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
      count(
          "select count(pg_terminate_backend(pid)) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
      database.organizations().create("Acme");
      assertEquals(1, neighbour.organizations().list().size());
      long before = count("select min(heartbeat) from instance");
      Eventually.holds(
          "both show again that they live",
          () -> count("select min(heartbeat) from instance") > before);
      assertEquals(0, count("select count(*) from instance where ended_at is not null"));
      assertEquals(RequestStatus.PENDING, status(database, own));
    }
  }

  @Test
  void aProcessThatWasStoppedIsTakenForDeadAndEndsWhatItBeganAllTheSame() throws Exception {
    try (SharingProcess stopped = SharingProcess.start(settings());
        Database database = open()) {
      RequestId own = SharingProcess.begin(database);
      stopped.signal("STOP");
      Eventually.holds(
          "its request is marked",
          () -> status(database, stopped.pending()) == RequestStatus.INTERRUPTED);
      assertEquals(RequestStatus.PENDING, status(database, own));

      stopped.signal("CONT");
      stopped.finish();
      assertEquals(RequestStatus.COMPLETED, status(database, stopped.pending()));
      Eventually.holds(
          "its row is open again",
          () -> count("select count(*) from instance where ended_at is not null") == 0);
      assertEquals(2, count("select count(distinct slot) from instance"));
      assertEquals("closed", stopped.terminate());
    }
  }

  @Test
  void neverBeginsARequestWithoutAnOwnerThatOthersSeeAlive() throws Exception {
    try (Database database = open();
        Connection connection = connection();
        var sql = connection.createStatement()) {
      int slot = database.instance().slot();
      sql.execute("update instance set ended_at = now()");
      SharingProcess.begin(database);
      assertEquals(0, count("select count(*) from instance where ended_at is not null"));
      assertNotEquals(slot, database.instance().slot());
      assertEquals(
          database.instance().slot(), count("select slot from instance where ended_at is null"));
    }
  }

  @Test
  void aTransactionThatADeadProcessLeftOpenHoldsUpNoRecoveryOfOthers() throws Exception {
    try (Database _ = open();
        Connection connection = connection();
        var sql = connection.createStatement()) {
      for (int slot = 1000; slot < 1002; slot++) {
        sql.execute(
            "insert into instance (id, slot, host, pid, started_at, oldest_open) values"
                + " (gen_random_uuid(), %d, 'elsewhere', 1, now(), 0)".formatted(slot));
      }
      connection.setAutoCommit(false);
      sql.execute("select id from instance where slot = 1000 for key share");
      Eventually.holds("the other one is found dead", () -> ended(1001));
      assertFalse(ended(1000));
      connection.rollback();
      Eventually.holds("this one is found dead, too", () -> ended(1000));
    }
  }

  private boolean ended(int slot) {
    return count("select count(*) from instance where ended_at is not null and slot = " + slot)
        == 1;
  }

  @Test
  void believesNothingItReadBeforeWhileALookIsStuck() throws Exception {
    try (Database database = open();
        Connection connection = connection();
        var sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("lock table change_counter in access exclusive mode");
      Eventually.holds("what was read is no longer current", () -> !database.changes().isCurrent());
      // As where the machine has slept: whoever asks then waits for the look that is late.
      var asked = CompletableFuture.supplyAsync(database.changes()::awaitCurrent);
      connection.rollback();
      assertTrue(asked.get());
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
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void losesNoThreadToANetworkThatLosesItsConnectionsWithoutAWord() throws Exception {
    try (var wire = new Wire(TestPostgres.port());
        Database database =
            Database.open(
                new DatabaseSettings.Postgres(
                    directory, url.replace(":" + TestPostgres.port(), ":" + wire.port())),
                Clock.systemUTC())) {
      database.organizations().create("Acme");
      long before = count("select min(heartbeat) from instance");
      wire.loseAll();
      // Soon enough for the pool to believe that its connection still works.
      RequestId id = SharingProcess.begin(database);
      assertEquals(RequestStatus.PENDING, status(database, id));
      assertEquals(1, database.organizations().list().size());
      Eventually.holds("changes are looked up", database.changes()::isCurrent);
      Eventually.holds(
          "it shows that it lives", () -> count("select min(heartbeat) from instance") > before);
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
