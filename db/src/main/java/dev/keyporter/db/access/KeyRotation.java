package dev.keyporter.db.access;

import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.SIGNING_SECRET;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.engine.Instance;
import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.Sealed;
import dev.keyporter.db.secret.UnsealException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

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
   * What a rotation did.
   *
   * @param unreadable how many secrets could not be decrypted before, and were left as they are
   */
  public record Result(int encrypted, int unreadable) {
    Result plus(Result other) {
      return new Result(encrypted + other.encrypted, unreadable + other.unreadable);
    }
  }

  /**
   * Adds a new key to the master key and encrypts everything with it. The old key stays in the
   * file, so that backups of the database can still be read.
   *
   * @throws UnsealException when the master key is lost or not in a file of ours
   */
  public Result rotate() {
    cipher.addKey();
    return log.write(
        change -> {
          Result result =
              encrypt(
                      change.sql(),
                      PROVIDER_KEY,
                      PROVIDER_KEY.ID,
                      PROVIDER_KEY.SECRET,
                      PROVIDER_KEY.KEY_VERSION)
                  .plus(
                      encrypt(
                          change.sql(),
                          SIGNING_SECRET,
                          SIGNING_SECRET.ID,
                          SIGNING_SECRET.SECRET,
                          SIGNING_SECRET.KEY_VERSION));
          change.log(
              "master_key.rotate",
              instance.id(),
              "master key",
              null,
              result.encrypted + " encrypted anew, " + result.unreadable + " unreadable");
          return result;
        });
  }

  private <R extends Record> Result encrypt(
      DSLContext sql,
      Table<R> table,
      TableField<R, UUID> id,
      TableField<R, byte[]> secret,
      TableField<R, Long> version) {
    var result = new Result(0, 0);
    for (var row : sql.select(id, secret, version).from(table).forUpdate().fetch()) {
      try {
        byte[] plain = cipher.unseal(new Sealed(row.value2(), row.value3()), row.value1());
        Sealed anew = cipher.seal(plain, row.value1());
        sql.update(table)
            .set(secret, anew.bytes())
            .set(version, anew.keyVersion())
            .where(id.eq(row.value1()))
            .execute();
        result = result.plus(new Result(1, 0));
      } catch (UnsealException _) {
        result = result.plus(new Result(0, 1));
      }
    }
    return result;
  }
}
