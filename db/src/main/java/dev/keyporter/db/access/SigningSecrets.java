package dev.keyporter.db.access;

import static dev.keyporter.db.generated.Tables.CHANGE_COUNTER;
import static dev.keyporter.db.generated.Tables.SIGNING_SECRET;

import dev.keyporter.db.engine.RowIds;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.generated.tables.records.SigningSecretRecord;
import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.Sealed;
import dev.keyporter.db.secret.UnsealException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/** The secrets that sign tokens: the newest signs, every one still verifies. */
public final class SigningSecrets {
  /** As long as HS256's hash (RFC 7518, section 3.2). */
  private static final int BYTES = 32;

  private final Transactions transactions;
  private final KeyCipher cipher;
  private final Clock clock;

  public SigningSecrets(Transactions transactions, KeyCipher cipher, Clock clock) {
    this.transactions = transactions;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * The one that signs; made if there is none yet, once, however many processes ask.
   *
   * @throws UnsealException when the master key that encrypted it is lost
   */
  public SigningSecret current() {
    return all().getFirst();
  }

  /**
   * All, newest first; never empty.
   *
   * @throws UnsealException when the master key that encrypted them is lost
   */
  public List<SigningSecret> all() {
    List<SigningSecretRecord> rows = transactions.read(SigningSecrets::rows);
    if (rows.isEmpty()) {
      rows = create();
    }
    return rows.stream().map(this::unseal).toList();
  }

  /**
   * Does nothing where those there are can be used; makes none.
   *
   * @throws UnsealException when the master key that encrypted them is lost
   */
  public void check() {
    transactions.read(SigningSecrets::rows).forEach(this::unseal);
  }

  private List<SigningSecretRecord> create() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    UUID id = RowIds.next();
    Sealed sealed = cipher.seal(secret, id);
    return transactions.write(
        sql -> {
          // One process at a time gets past this line.
          sql.select(CHANGE_COUNTER.REVISION).from(CHANGE_COUNTER).forUpdate().fetch();
          List<SigningSecretRecord> others = rows(sql);
          if (!others.isEmpty()) {
            return others;
          }
          sql.insertInto(SIGNING_SECRET)
              .set(SIGNING_SECRET.ID, id)
              .set(SIGNING_SECRET.SECRET, sealed.bytes())
              .set(SIGNING_SECRET.KEY_VERSION, sealed.keyVersion())
              .set(SIGNING_SECRET.CREATED_AT, UtcTime.column(UtcTime.now(clock)))
              .execute();
          return rows(sql);
        });
  }

  private static List<SigningSecretRecord> rows(DSLContext sql) {
    return sql.selectFrom(SIGNING_SECRET)
        .orderBy(SIGNING_SECRET.CREATED_AT.desc(), SIGNING_SECRET.ID.desc())
        .fetch();
  }

  private SigningSecret unseal(SigningSecretRecord row) {
    var sealed = new Sealed(row.getSecret(), row.getKeyVersion());
    return new SigningSecret(row.getId(), cipher.unseal(sealed, row.getId()));
  }
}
