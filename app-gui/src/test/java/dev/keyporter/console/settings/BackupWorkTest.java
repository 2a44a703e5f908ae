package dev.keyporter.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.db.Database;
import dev.keyporter.db.backup.BackupException;
import dev.keyporter.db.backup.Progress;
import dev.keyporter.db.engine.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

class BackupWorkTest {
  @TempDir Path directory;
  @TempDir Path folder;

  @Test
  void endsWorkThatIsHalfDoneAndWaitsUntilNothingIsLeftOfIt() throws Exception {
    FxToolkit.registerPrimaryStage();
    Path file = folder.resolve("all.kpbackup");
    var work = new BackupWork(new ProgressBar(), new Label());
    var begun = new CountDownLatch(1);
    try (Database database =
        Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC())) {
      Progress lasting =
          (stage, done, total) -> {
            begun.countDown();
            while (work.goOn(stage, done, total)) {
              Thread.onSpinWait();
            }
            return false;
          };
      var cancelled =
          CompletableFuture.supplyAsync(
              () ->
                  assertThrows(
                      BackupException.class,
                      () -> work.run(_ -> database.backups().create(file, true, null, lasting))));
      begun.await();
      work.end();
      try (Stream<Path> left = Files.list(folder)) {
        assertEquals(List.of(), left.toList());
      }
      assertEquals(BackupException.Kind.CANCELLED, cancelled.join().kind());
    }
  }
}
