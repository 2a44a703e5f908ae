package dev.keyporter.db.backup;

import dev.keyporter.db.backup.BackupException.Kind;
import dev.keyporter.db.backup.Progress.Stage;

/** Counts rows for who follows, now and then. */
final class RowCount {
  private static final int EVERY = 256;

  private final Progress progress;
  private final Stage stage;
  private final long total;
  private long done;

  RowCount(Progress progress, Stage stage, long total) {
    this.progress = progress;
    this.stage = stage;
    this.total = total;
    tell();
  }

  /** One row more. */
  void next() {
    if (++done % EVERY == 0) {
      tell();
    }
  }

  /**
   * Tells how far it is.
   *
   * @throws BackupException of kind {@code CANCELLED}
   */
  void tell() {
    if (!progress.goOn(stage, Math.min(done, total), total)) {
      throw new BackupException(Kind.CANCELLED, "Cancelled: nothing was changed.");
    }
  }
}
