package dev.keyporter.db.engine;

import dev.keyporter.db.engine.DatabaseException.Kind;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Room on the disk of the embedded database, without which H2 is not asked to write: where a write
 * of H2 2.4.240 finds no room, it closes the database and may keep its lock, and this process could
 * not open the file any more, however much room there is later.
 */
public final class FreeSpace {
  /** In bytes: more than one transaction of the record writes as a rule. */
  private static final long LEAST = 4L << 20;

  private final Path directory;

  /**
   * @param directory where the database's file is
   */
  public FreeSpace(DataDirectory directory) {
    this.directory = directory.path();
  }

  /** Whether there is enough; also where that cannot be told. */
  boolean isEnough() {
    try {
      FileStore store = Files.getFileStore(directory);
      return store.getTotalSpace() == 0 || store.getUsableSpace() >= LEAST;
    } catch (IOException _) {
      return true;
    }
  }

  /**
   * Before something is written.
   *
   * @throws DatabaseException of kind {@code FULL}
   */
  public void require() {
    if (!isEnough()) {
      throw new DatabaseException(
          Kind.FULL, "The disk that holds the database is full. Free some space on it.");
    }
  }
}
