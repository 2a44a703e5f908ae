package dev.keyporter.db.backup;

import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.FileSwap;
import dev.keyporter.db.engine.StagingDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process that was killed during a restore left behind. Only one at a time restores, under a
 * lock: whoever gets it knows that nobody uses what is there.
 */
final class KilledRestore {
  private final DataDirectory directory;

  KilledRestore(DataDirectory directory) {
    this.directory = directory;
  }

  /** Removes what nobody needs, where there is any; quick where there is none. */
  void tidy() {
    List<Path> useless = useless();
    if (!useless.isEmpty() || StagingDatabase.isThere(directory)) {
      StagingDatabase.tidy(directory, () -> useless().forEach(KilledRestore::remove));
    }
  }

  private List<Path> useless() {
    return KeptCopies.beforeRestore(directory)
        .map(
            copies ->
                Stream.concat(
                        copies.parts().stream(),
                        copies.raw().stream().filter(directory::isDatabase))
                    .toList())
        .orElse(List.of());
  }

  /**
   * Makes the backups of what was replaced that killed processes did not come to make, unless a
   * restore is under way.
   */
  void finish(FileSwap swap) {
    KeptCopies.beforeRestore(directory)
        .filter(copies -> !copies.raw().isEmpty())
        .ifPresent(
            copies ->
                StagingDatabase.tidy(
                    directory, () -> copies.raw().forEach(raw -> finish(copies, swap, raw))));
  }

  private void finish(KeptCopies copies, FileSwap swap, Path raw) {
    try {
      if (!directory.isDatabase(raw)) {
        swap.read(raw, (connection, version) -> copies.keep(raw, connection, version));
      }
      remove(raw);
    } catch (DatabaseException | BackupException _) {
      // The disk may be full: the next time.
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // The next time.
    }
  }
}
