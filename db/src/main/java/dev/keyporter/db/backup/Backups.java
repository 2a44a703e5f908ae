package dev.keyporter.db.backup;

import dev.keyporter.db.access.SecretRows;
import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.backup.BackupException.Kind;
import dev.keyporter.db.backup.Progress.Stage;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.ConnectionPool;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.FileSwap;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.Passphrase;
import dev.keyporter.model.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Backups of the whole database, made and restored while processes work with it. A backup of one
 * kind of database restores into another.
 */
public final class Backups {
  /** How the names of backups end. */
  public static final String ENDING = ".kpbackup";

  private static final String CREATE = "backup.create";
  static final String RESTORE = "backup.restore";

  private final ConnectionPool pool;
  private final Transactions transactions;
  private final DataDirectory directory;
  private final Changes changes;
  private final AdminLog log;
  private final KeyCipher cipher;
  private final Clock clock;

  public Backups(
      ConnectionPool pool,
      Transactions transactions,
      DataDirectory directory,
      Changes changes,
      AdminLog log,
      KeyCipher cipher,
      Clock clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.directory = directory;
    this.changes = changes;
    this.log = log;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * Writes all there is at this moment into a file that only its owner can read. Others go on
   * working meanwhile.
   *
   * @param replace whether a file that is there may be replaced
   * @param passphrase encrypts the master key, which then goes along; null to leave it out: then
   *     the stored secrets can only be read beside this installation's master key
   * @throws BackupException where it cannot be written or is cancelled; then there is no part of it
   */
  public BackupSummary create(
      Path file, boolean replace, @Nullable Passphrase passphrase, Progress progress) {
    finishKilledRestore();
    Path absolute = file.toAbsolutePath().normalize();
    byte[] lockedKey = passphrase == null ? null : cipher.lockedMasterKey(passphrase);
    log.settle();
    Instant now = clock.instant();
    Contents contents =
        pool.apart(
            connection -> {
              Snapshot.begin(connection, pool.dialect());
              return NewFile.write(
                  absolute,
                  replace,
                  out -> {
                    DSLContext sql = Transactions.on(connection, pool.dialect());
                    new BackupWriter(connection, progress, Stage.SAVING)
                        .write(
                            out,
                            pool.version(),
                            now,
                            SecretRows.unreadable(sql, cipher),
                            lockedKey);
                    return Contents.of(sql);
                  });
            });
    log.write(
        change -> {
          LastBackup.note(change.sql(), now);
          change.logWhole(
              CREATE,
              absolute,
              contents.requests()
                  + " requests, "
                  + (lockedKey == null
                      ? "without the master key"
                      : "with the master key, encrypted"));
          return now;
        });
    return summary(absolute, now, Version.current(), lockedKey != null, contents);
  }

  private void finishKilledRestore() {
    new KilledRestore(directory).finish(new FileSwap(pool, directory));
  }

  /** Removes what a process left that was killed during a restore, and what nobody needs. */
  public void tidy() {
    new KilledRestore(directory).tidy();
  }

  /** The moment of the last backup: of this state, or that it was restored from. */
  public Optional<Instant> last() {
    return transactions.read(LastBackup::find);
  }

  /**
   * Reads all of a backup into a database of its own beside this one, with every check that this
   * one would make, and brings it up to date. Nothing is replaced yet.
   *
   * @return what can replace the present state; to be closed
   * @throws BackupException where it cannot be restored, or is cancelled
   */
  public StagedBackup check(Path file, Progress progress) {
    finishKilledRestore();
    Path absolute = file.toAbsolutePath().normalize();
    try (BackupFile backup = BackupFile.open(absolute)) {
      Manifest manifest = backup.manifest();
      if (manifest.schema() > pool.version()) {
        throw new BackupException(
            Kind.NEWER,
            "Keyporter "
                + manifest.program()
                + ", a newer version, made this backup. Update this one to restore it.");
      }
      var staging = pool.staging(directory, manifest.schema());
      try {
        new StagingLoad(backup, staging, progress).run();
        staging.bringUpToDate();
        // A disk that is full shows now, not while others wait.
        staging.flush();
        Transactions staged = staging.transactions();
        BackupSummary summary =
            summary(
                absolute,
                manifest.createdAt(),
                manifest.program(),
                manifest.lockedMasterKey() != null,
                staged.read(Contents::of));
        var secrets = new StagedSecrets(staged, manifest, directory, cipher);
        return new StagedBackup(
            summary,
            pool.apart(connection -> Contents.of(Transactions.on(connection, pool.dialect()))),
            staging,
            secrets,
            new Replacement(pool, directory, staging, log, clock),
            changes);
      } catch (RuntimeException e) {
        staging.close();
        throw e;
      }
    }
  }

  private static BackupSummary summary(
      Path file, Instant createdAt, String program, boolean holdsMasterKey, Contents contents) {
    try {
      return new BackupSummary(
          file, createdAt, program, Files.size(file), holdsMasterKey, contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
