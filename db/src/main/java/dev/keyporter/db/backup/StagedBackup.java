package dev.keyporter.db.backup;

import dev.keyporter.db.backup.BackupException.Kind;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.StagingDatabase;
import dev.keyporter.db.secret.Passphrase;

/** A backup that was read and checked, and could replace the present state. */
public final class StagedBackup implements AutoCloseable {
  private final BackupSummary summary;
  private final Contents present;
  private final StagingDatabase staging;
  private final StagedSecrets secrets;
  private final Replacement replacement;
  private final Changes changes;

  StagedBackup(
      BackupSummary summary,
      Contents present,
      StagingDatabase staging,
      StagedSecrets secrets,
      Replacement replacement,
      Changes changes) {
    this.summary = summary;
    this.present = present;
    this.staging = staging;
    this.secrets = secrets;
    this.replacement = replacement;
    this.changes = changes;
  }

  public BackupSummary summary() {
    return summary;
  }

  /** What it would replace. */
  public Contents present() {
    return present;
  }

  /** Whether its secrets need the passphrase it was made with. */
  public boolean needsPassphrase() {
    return !secrets.isOpen();
  }

  /**
   * Opens its secrets.
   *
   * @throws BackupException of kind {@code WRONG_PASSPHRASE}; another one may be tried
   */
  public void unlock(Passphrase passphrase) {
    secrets.unlock(passphrase);
  }

  /**
   * Replaces the present state in one transaction, while the others wait. Before that it keeps a
   * backup of what there was. Requests that are being answered stay, and their ends are recorded.
   *
   * @throws BackupException where it is cancelled or something fails; then nothing has changed
   */
  public Replaced restore(Progress progress) {
    if (needsPassphrase()) {
      throw new BackupException(
          Kind.PASSPHRASE_NEEDED,
          "The backup's secrets were encrypted with another master key. Give the passphrase it was"
              + " made with.");
    }
    Replaced replaced = replacement.run(summary, progress);
    changes.poll();
    return replaced;
  }

  @Override
  public void close() {
    staging.close();
  }
}
