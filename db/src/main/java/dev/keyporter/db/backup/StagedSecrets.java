package dev.keyporter.db.backup;

import dev.keyporter.db.access.SecretRows;
import dev.keyporter.db.backup.BackupException.Kind;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.LockedMasterKey;
import dev.keyporter.db.secret.MasterKeySource;
import dev.keyporter.db.secret.Passphrase;
import dev.keyporter.model.access.Secret;

/** The encrypted secrets of a backup that is about to be restored. */
final class StagedSecrets {
  private final Transactions staged;
  private final Manifest manifest;
  private final DataDirectory directory;
  private final KeyCipher present;
  private boolean isOpen;

  /**
   * @param present encrypts with the present master key
   * @throws BackupException of kind {@code OTHER_MASTER_KEY} where neither the present master key
   *     nor any passphrase opens them
   */
  StagedSecrets(
      Transactions staged, Manifest manifest, DataDirectory directory, KeyCipher present) {
    this.staged = staged;
    this.manifest = manifest;
    this.directory = directory;
    this.present = present;
    this.isOpen = isFine(staged.read(sql -> SecretRows.unreadable(sql, present)));
    if (!isOpen && manifest.lockedMasterKey() == null) {
      throw new BackupException(
          Kind.OTHER_MASTER_KEY,
          "The backup's secrets were encrypted with another master key, and it was made without a"
              + " passphrase. Put that installation's master.key into "
              + directory.path()
              + ", or set KEYPORTER_MASTER_KEY to its content. Nothing was replaced.");
    }
  }

  private boolean isFine(int unreadable) {
    Integer before = manifest.unreadable();
    return before == null || unreadable <= before;
  }

  boolean isOpen() {
    return isOpen;
  }

  /**
   * Encrypts them anew with the present master key.
   *
   * @throws BackupException of kind {@code WRONG_PASSPHRASE}
   */
  void unlock(Passphrase passphrase) {
    byte[] locked = manifest.lockedMasterKey();
    if (locked == null || isOpen) {
      return;
    }
    Secret key =
        LockedMasterKey.unlock(locked, passphrase)
            .orElseThrow(
                () ->
                    new BackupException(
                        Kind.WRONG_PASSPHRASE, "The backup was made with another passphrase."));
    // Where the present one is lost, this one is as good as any.
    present.adopt(key);
    var backups = new KeyCipher(new MasterKeySource(directory, key, () -> true));
    SecretRows.Result result = staged.write(sql -> SecretRows.encrypt(sql, backups, present));
    if (!isFine(result.unreadable())) {
      throw BackupException.damaged(null);
    }
    isOpen = true;
  }
}
