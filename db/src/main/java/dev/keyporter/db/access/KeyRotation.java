package dev.keyporter.db.access;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.engine.Instance;
import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.UnsealException;

/** Changes the master key: all that it encrypts is encrypted anew, in one transaction. */
public final class KeyRotation {
  private final AdminLog log;
  private final KeyCipher cipher;
  private final Instance instance;

  public KeyRotation(AdminLog log, KeyCipher cipher, Instance instance) {
    this.log = log;
    this.cipher = cipher;
    this.instance = instance;
  }

  /**
   * Adds a new key to the master key and encrypts everything with it. The old key stays in the
   * file, so that backups of the database can still be read.
   *
   * @throws UnsealException when the master key is lost or not in a file of ours
   */
  public SecretRows.Result rotate() {
    cipher.addKey();
    return log.write(
        change -> {
          SecretRows.Result result = SecretRows.encrypt(change.sql(), cipher, cipher);
          change.log(
              "master_key.rotate",
              instance.id(),
              "master key",
              null,
              result.encrypted() + " encrypted anew, " + result.unreadable() + " unreadable");
          return result;
        });
  }
}
