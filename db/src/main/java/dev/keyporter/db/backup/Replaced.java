package dev.keyporter.db.backup;

import java.nio.file.Path;

/** What became of the state that a restore replaced. */
public sealed interface Replaced {
  /** There was none. */
  record Nothing() implements Replaced {}

  /** It is in a backup. */
  record AsBackup(Path file) implements Replaced {}

  /**
   * It is in the database's own file, since no backup could be written: on a full disk, say. The
   * next backup or restore makes one of it.
   */
  record AsDatabase(Path file) implements Replaced {}
}
