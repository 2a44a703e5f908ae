package dev.keyporter.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.db.backup.Progress;
import dev.keyporter.db.backup.StagedBackup;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing leans on a session of the server's: every transaction gets another one. */
class PooledPostgresTest {
  @TempDir Path directory;

  @Test
  void livesBehindAPoolerThatGivesEachTransactionAnotherSession() throws Exception {
    String direct = TestPostgres.newDatabase();
    String name = direct.substring(direct.lastIndexOf('/') + 1);
    Path file = directory.resolve("all.kpbackup");
    try (var pooler = new TransactionPooler(TestPostgres.port(), name)) {
      var settings = new DatabaseSettings.Postgres(directory.resolve("data"), pooler.url());
      try (SharingProcess first = SharingProcess.start(settings);
          Database database = Database.open(settings, Clock.systemUTC());
          Database neighbour = Database.open(settings, Clock.systemUTC())) {
        // Often enough for the driver to prepare the statements, if it may.
        for (int i = 0; i < 10; i++) {
          database.organizations().create("Organization " + i);
          SharingProcess.begin(database);
        }
        RequestId own = SharingProcess.begin(neighbour);
        List<Organization> before = database.organizations().list();
        database.backups().create(file, false, null, Progress.NONE);
        database.organizations().create("Since");
        try (StagedBackup staged = database.backups().check(file, Progress.NONE)) {
          staged.restore(Progress.NONE);
        }
        assertEquals(before, neighbour.organizations().list());

        first.kill();
        Eventually.holds(
            "the killed process's request is marked",
            () -> status(database, first.pending()) == RequestStatus.INTERRUPTED);
        assertEquals(RequestStatus.PENDING, status(database, own));
      }
    }
  }

  @Test
  void refusesAPoolerThatLetsNoTransactionsPass() throws Exception {
    String direct = TestPostgres.newDatabase();
    String name = direct.substring(direct.lastIndexOf('/') + 1);
    try (var pooler = new TransactionPooler(TestPostgres.port(), name, true)) {
      var settings = new DatabaseSettings.Postgres(directory.resolve("data"), pooler.url());
      var refusal =
          assertThrows(
              DatabaseException.class, () -> Database.open(settings, Clock.systemUTC()).close());
      assertEquals(DatabaseException.Kind.BAD_SETTINGS, refusal.kind());
    }
  }

  private static RequestStatus status(Database database, RequestId id) {
    return database.requests().find(id).orElseThrow().status();
  }
}
