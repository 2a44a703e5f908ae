package dev.keyporter.db.backup;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Restores on a disk that is full before all of the backup is read, and says what comes of it. */
final class RestoreOnFullDisk {
  private RestoreOnFullDisk() {}

  public static void main(String[] args) throws IOException {
    Path disk = Path.of(args[0]);
    Path file = Path.of(args[1]);
    Path filler = disk.resolve("filler");
    Progress filling =
        (_, _, _) -> {
          if (!Files.exists(filler)) {
            SmallDisk.fill(filler);
          }
          return true;
        };
    try (Database database =
        Database.open(new DatabaseSettings.EmbeddedH2(disk), Clock.systemUTC())) {
      try (StagedBackup staged = database.backups().check(file, filling)) {
        System.out.println("read: " + staged.summary());
      } catch (DatabaseException e) {
        System.out.println(e.getMessage());
      }
      System.out.println("left: " + Files.exists(disk.resolve("restoring")));
      Files.delete(filler);
      try (StagedBackup staged = database.backups().check(file, Progress.NONE)) {
        System.out.println("requests: " + staged.present().requests());
        staged.restore(Progress.NONE);
        System.out.println("and then: " + staged.summary().contents().requests());
      }
    }
  }
}
