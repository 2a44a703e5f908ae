package dev.keyporter.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.backup.Progress;
import dev.keyporter.db.backup.StagedBackup;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a database, break off, come late or lost their key; on each kind. */
abstract class EngineSuite {
  @TempDir Path directory;

  abstract DatabaseSettings settings();

  /** A connection past everything the program does. */
  abstract Connection connection() throws SQLException;

  Database open() {
    return Database.open(settings(), Clock.systemUTC());
  }

  static RequestStatus status(Database database, RequestId id) {
    return database.requests().find(id).orElseThrow().status();
  }

  @Test
  void outlivesTheProcessThatCameFirstAndMarksItsRequests() throws Exception {
    try (SharingProcess first = SharingProcess.start(settings());
        Database database = open();
        Database neighbour = open()) {
      RequestId own = SharingProcess.begin(neighbour);
      assertEquals(RequestStatus.PENDING, status(database, first.pending()));
      first.kill();
      Organization acme = database.organizations().create("Acme");
      assertEquals(acme, neighbour.organizations().list().getFirst());
      Eventually.holds(
          "the killed process's request is marked",
          () -> status(database, first.pending()) == RequestStatus.INTERRUPTED);
      assertEquals(RequestStatus.PENDING, status(database, own));
    }
  }

  @Test
  void looksForOpenRequestsOfAProcessNoFurtherBackThanTheFirstItBegan() throws Exception {
    try (Database database = open();
        Connection connection = connection()) {
      assertEquals(Long.MAX_VALUE, oldestOpen(connection));
      RequestId first = SharingProcess.begin(database);
      assertEquals(first.value(), oldestOpen(connection));
      SharingProcess.begin(database);
      assertEquals(first.value(), oldestOpen(connection));
    }
  }

  private static long oldestOpen(Connection connection) throws SQLException {
    try (var rows =
        connection.createStatement().executeQuery("select min(oldest_open) from instance")) {
      assertTrue(rows.next());
      return rows.getLong(1);
    }
  }

  @Test
  void endsInOrderWhenAskedTo() throws Exception {
    try (Database database = open();
        SharingProcess other = SharingProcess.start(settings())) {
      assertEquals("closed", other.terminate());
      assertEquals(RequestStatus.INTERRUPTED, status(database, other.pending()));
    }
  }

  @Test
  void leavesOthersAtWorkWhenTheProcessThatCameFirstEndsInOrder() throws Exception {
    try (SharingProcess first = SharingProcess.start(settings());
        Database database = open()) {
      assertEquals("closed", first.terminate());
      database.organizations().create("Acme");
      Eventually.holds(
          "its request is marked",
          () -> status(database, first.pending()) == RequestStatus.INTERRUPTED);
    }
  }

  @Test
  void tellsOfAChangeElsewhereAlsoWhereThereWasNoMemoryToHearOfItFirst() {
    try (Database database = open();
        Database other = open()) {
      var failures = new AtomicInteger(3);
      var heard = new AtomicInteger();
      database
          .changes()
          .listen(
              () -> {
                if (failures.getAndDecrement() > 0) {
                  throw new OutOfMemoryError("as where a body is too large");
                }
              });
      database.changes().listen(heard::incrementAndGet);
      other.organizations().create("Acme");
      Eventually.holds("the change is heard of", () -> heard.get() > 0);
      int before = heard.get();
      other.organizations().create("Globex");
      Eventually.holds("the next one is, too", () -> heard.get() > before);
    }
  }

  @Test
  void hearsOfChangesElsewhereWhileEveryConnectionOfThePoolIsTaken() throws Exception {
    try (Database database = open();
        Connection connection = connection();
        var sql = connection.createStatement();
        Connection elsewhere = connection();
        var raise = elsewhere.createStatement()) {
      Organization acme = database.organizations().create("Acme");
      connection.setAutoCommit(false);
      sql.execute("update organization set name = 'Locked'");
      var over = new AtomicBoolean();
      List<Thread> waiting = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        waiting.add(Thread.ofVirtual().start(() -> renameUntil(over, database, acme)));
      }
      var heard = new AtomicInteger();
      database.changes().listen(heard::incrementAndGet);
      for (int i = 0; i < 3; i++) {
        int before = heard.get();
        raise.execute("update change_counter set revision = revision + 1");
        Eventually.holds("the change is heard of", () -> heard.get() > before);
        assertTrue(database.changes().isCurrent());
      }
      over.set(true);
      connection.rollback();
      for (Thread thread : waiting) {
        thread.join();
      }
    }
  }

  private static void renameUntil(AtomicBoolean over, Database database, Organization which) {
    while (!over.get()) {
      try {
        database.organizations().rename(which.id(), "Globex");
      } catch (DatabaseException _) {
        // It waited for too long.
      }
    }
  }

  @Test
  void believesNothingItReadBeforeWhileChangesCannotBeLookedUp() throws Exception {
    try (Database database = open();
        Connection connection = connection();
        var sql = connection.createStatement()) {
      assertTrue(database.changes().awaitCurrent());
      sql.execute("alter table change_counter rename to elsewhere");
      Eventually.holds("what was read is no longer current", () -> !database.changes().isCurrent());
      assertFalse(database.changes().awaitCurrent());
      sql.execute("alter table elsewhere rename to change_counter");
      Eventually.holds("it is current again", database.changes()::isCurrent);
      assertTrue(database.changes().awaitCurrent());
    }
  }

  @Test
  void tellsTheOthersWhereAProxyListensWhileItsProcessLives() {
    try (Database database = open()) {
      try (Database serving = open()) {
        serving.serveAt("http://127.0.0.1:8000");
        assertEquals(List.of("http://127.0.0.1:8000"), database.servingElsewhere());
        assertEquals(List.of(), serving.servingElsewhere());
      }
      assertEquals(List.of(), database.servingElsewhere());
    }
  }

  @Test
  void isRestoredUnderTheHandsOfTheProcessThatCameFirst() throws Exception {
    Path file = directory.resolve("all.kpbackup");
    try (SharingProcess first = SharingProcess.start(settings());
        Database database = open()) {
      database.organizations().create("Acme");
      database.backups().create(file, false, null, Progress.NONE);
      database.organizations().create("Since");
      RequestId own = SharingProcess.begin(database);
      try (StagedBackup staged = database.backups().check(file, Progress.NONE)) {
        staged.restore(Progress.NONE);
      }
      assertEquals(
          List.of("Acme"),
          database.organizations().list().stream().map(Organization::name).toList());
      assertEquals(RequestStatus.PENDING, status(database, own));
      assertEquals(RequestStatus.PENDING, status(database, first.pending()));
      assertEquals("closed", first.terminate());
      assertEquals(RequestStatus.INTERRUPTED, status(database, first.pending()));
      assertEquals(RequestStatus.PENDING, status(database, own));
    }
  }

  @Test
  void refusesADatabaseOfANewerProgram() throws Exception {
    open().close();
    try (Connection connection = connection();
        var sql = connection.createStatement()) {
      sql.execute(
          "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\","
              + " \"description\", \"type\", \"script\", \"installed_by\", \"execution_time\","
              + " \"success\") values (99, '9999', 'later', 'SQL', 'V9999', 'test', 1, true)");
    }
    var failure = assertThrows(DatabaseException.class, this::open);
    assertEquals(DatabaseException.Kind.NEWER_THAN_PROGRAM, failure.kind());
  }

  @Test
  void refusesToReplaceALostMasterKeyAndRecoversWhenItIsBack() throws IOException {
    Path file = directory.resolve("data/master.key");
    OrganizationId acme;
    try (Database database = open()) {
      acme = database.organizations().create("Acme").id();
      create(database, acme);
      database.signingSecrets().current();
    }
    String key = Files.readString(file);
    Files.delete(file);
    try (Database database = open()) {
      var lost = assertThrows(UnsealException.class, () -> database.signingSecrets().current());
      assertTrue(String.valueOf(lost.getMessage()).startsWith("The master key is missing"));
      var id = database.providerKeys().list(acme).getFirst().id();
      assertEquals(Set.of(id), database.providerKeys().unreadable(acme));
      assertThrows(UnsealException.class, () -> create(database, acme));
      assertFalse(Files.exists(file));

      Files.writeString(file, key);
      assertEquals("sk-very-secret-1234", database.providerKeys().unseal(id).reveal());
    }
  }

  @Test
  void refusesAnotherMasterKey() {
    var right = new Secret("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    var wrong = new Secret("HxECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    OrganizationId acme;
    try (Database database = Database.open(settings(), Clock.systemUTC(), right)) {
      acme = database.organizations().create("Acme").id();
      create(database, acme);
      database.signingSecrets().current();
    }
    try (Database database = Database.open(settings(), Clock.systemUTC(), wrong)) {
      var failure = assertThrows(UnsealException.class, () -> database.signingSecrets().current());
      assertEquals(
          "The stored secrets were encrypted with another master key. Put that one back: as the"
              + " file master.key in the data directory, or in KEYPORTER_MASTER_KEY.",
          failure.getMessage());
      assertEquals(1, database.providerKeys().unreadable(acme).size());
    }
  }

  private static void create(Database database, OrganizationId organization) {
    database
        .providerKeys()
        .create(
            organization,
            NewProviderKey.openai(new KeyScope.Shared(), "main"),
            new Secret("sk-very-secret-1234"));
  }
}
