package dev.keyporter.db.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.db.engine.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that opened the embedded database's file, and serves the others, is killed (-9). */
class KilledOwnerTest {
  private static final int REQUESTS = 600;

  @TempDir Path directory;

  @Test
  void leavesABackupThatAnotherProcessIsMakingWhole() throws Exception {
    var settings = new DatabaseSettings.EmbeddedH2(directory.resolve("data"));
    Path first = directory.resolve("first.kpbackup");
    try (Database database = open(settings)) {
      SampleState.fill(database, REQUESTS);
      database.backups().create(first, false, null, Progress.NONE);
    }
    Process owner = RestoringProcess.startUntil(Stage.CHECKING, settings.dataDirectory(), first);
    try (Database database = open(settings)) {
      Progress killing =
          (_, done, _) -> {
            if (done > 0 && owner.isAlive()) {
              kill(owner);
            }
            return true;
          };
      Path file = directory.resolve("all.kpbackup");
      BackupSummary made = database.backups().create(file, false, null, killing);
      assertFalse(owner.isAlive(), "nobody was killed");
      assertEquals(REQUESTS, made.contents().requests());
      assertTrue(Files.exists(file), "there is no backup");
      try (StagedBackup staged = database.backups().check(file, Progress.NONE)) {
        assertEquals(REQUESTS, staged.summary().contents().requests());
      }
    } finally {
      owner.destroyForcibly();
    }
  }

  private static Database open(DatabaseSettings settings) {
    return Database.open(settings, Clock.systemUTC());
  }

  private static void kill(Process process) {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
