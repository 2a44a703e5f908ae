package dev.keyporter.db.access;

import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.SIGNING_SECRET;

import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.Sealed;
import dev.keyporter.db.secret.UnsealException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/** Everything in a database that is encrypted with the master key. */
public final class SecretRows {
  private SecretRows() {}

  /**
   * What encrypting anew did.
   *
   * @param unreadable how many secrets could not be decrypted before, and were left as they are
   */
  public record Result(int encrypted, int unreadable) {
    Result plus(Result other) {
      return new Result(encrypted + other.encrypted, unreadable + other.unreadable);
    }
  }

  /** Encrypts everything anew, as part of a transaction. */
  public static Result encrypt(DSLContext sql, KeyCipher from, KeyCipher to) {
    return encrypt(
            sql,
            PROVIDER_KEY,
            PROVIDER_KEY.ID,
            PROVIDER_KEY.SECRET,
            PROVIDER_KEY.KEY_VERSION,
            from,
            to)
        .plus(
            encrypt(
                sql,
                SIGNING_SECRET,
                SIGNING_SECRET.ID,
                SIGNING_SECRET.SECRET,
                SIGNING_SECRET.KEY_VERSION,
                from,
                to));
  }

  private static <R extends Record> Result encrypt(
      DSLContext sql,
      Table<R> table,
      TableField<R, UUID> id,
      TableField<R, byte[]> secret,
      TableField<R, Long> version,
      KeyCipher from,
      KeyCipher to) {
    var result = new Result(0, 0);
    for (var row : sql.select(id, secret, version).from(table).forUpdate().fetch()) {
      try {
        byte[] plain = from.unseal(new Sealed(row.value2(), row.value3()), row.value1());
        Sealed anew = to.seal(plain, row.value1());
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

  /** How many secrets cannot be decrypted. */
  public static int unreadable(DSLContext sql, KeyCipher cipher) {
    return unreadable(
            sql,
            PROVIDER_KEY,
            PROVIDER_KEY.ID,
            PROVIDER_KEY.SECRET,
            PROVIDER_KEY.KEY_VERSION,
            cipher)
        + unreadable(
            sql,
            SIGNING_SECRET,
            SIGNING_SECRET.ID,
            SIGNING_SECRET.SECRET,
            SIGNING_SECRET.KEY_VERSION,
            cipher);
  }

  private static <R extends Record> int unreadable(
      DSLContext sql,
      Table<R> table,
      TableField<R, UUID> id,
      TableField<R, byte[]> secret,
      TableField<R, Long> version,
      KeyCipher cipher) {
    int count = 0;
    for (var row : sql.select(id, secret, version).from(table).fetch()) {
      if (!cipher.canUnseal(new Sealed(row.value2(), row.value3()), row.value1())) {
        count++;
      }
    }
    return count;
  }
}
