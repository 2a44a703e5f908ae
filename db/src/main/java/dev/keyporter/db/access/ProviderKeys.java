package dev.keyporter.db.access;

import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.account.RequestPurge;
import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.RowIds;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.secret.KeyCipher;
import dev.keyporter.db.secret.Sealed;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The provider keys; their secrets are encrypted. */
public final class ProviderKeys {
  private final Transactions transactions;
  private final Changes changes;
  private final AdminLog log;
  private final KeyCipher cipher;
  private final Clock clock;

  public ProviderKeys(
      Transactions transactions, Changes changes, AdminLog log, KeyCipher cipher, Clock clock) {
    this.transactions = transactions;
    this.changes = changes;
    this.log = log;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * Creates an active key.
   *
   * @throws UnsealException when there is no usable master key to encrypt it with
   */
  public ProviderKey create(OrganizationId organization, NewProviderKey wanted, Secret secret) {
    var key =
        new ProviderKey(
            new ProviderKeyId(RowIds.next()),
            organization,
            wanted.scope(),
            wanted.name(),
            wanted.provider(),
            wanted.baseUrl(),
            wanted.openaiOrganization(),
            wanted.openaiProject(),
            wanted.isDemo(),
            wanted.prices(),
            true,
            secret.lastFour(),
            null,
            UtcTime.now(clock));
    Sealed sealed = seal(key.id(), secret);
    log.write(
        change -> {
          int inserted = KeyRows.insert(change.sql(), key, sealed);
          if (inserted == 1) {
            log(change, "key.create", key, null);
          }
          return inserted;
        });
    return key;
  }

  /** Those of an organization, shared and personal, active or not, newest first. */
  public List<ProviderKey> list(OrganizationId organization) {
    return select(PROVIDER_KEY.ORGANIZATION_ID.eq(organization.value()));
  }

  /** Those of all organizations, newest first; also of organizations that are deleted. */
  public List<ProviderKey> all() {
    return select(DSL.noCondition());
  }

  /** One, unless deleted. */
  public Optional<ProviderKey> find(ProviderKeyId id) {
    return transactions.read(sql -> find(sql, id));
  }

  /** Those of exactly this name, in all organizations, newest first. */
  public List<ProviderKey> findByName(String name) {
    return select(PROVIDER_KEY.NAME.eq(name));
  }

  private List<ProviderKey> select(Condition which) {
    return transactions.read(
        sql ->
            sql.select(KeyRows.COLUMNS)
                .from(PROVIDER_KEY)
                .where(which, PROVIDER_KEY.DELETED_AT.isNull())
                .orderBy(PROVIDER_KEY.CREATED_AT.desc(), PROVIDER_KEY.ID.desc())
                .fetch(KeyRows::key));
  }

  /**
   * The key that serves requests to a kind of provider: the user's own active one, else a shared
   * one; of several the newest.
   */
  public Optional<ProviderKey> activeFor(
      OrganizationId organization, @Nullable UserId user, ProviderKind provider) {
    Condition served = PROVIDER_KEY.USER_ID.isNull();
    if (user != null) {
      served = served.or(PROVIDER_KEY.USER_ID.eq(user.value()));
    }
    Condition which =
        PROVIDER_KEY
            .ORGANIZATION_ID
            .eq(organization.value())
            .and(PROVIDER_KEY.PROVIDER.eq(provider.label()))
            .and(PROVIDER_KEY.IS_ACTIVE)
            .and(served);
    return transactions.read(
        sql ->
            sql.select(KeyRows.COLUMNS)
                .from(PROVIDER_KEY)
                .where(which, PROVIDER_KEY.DELETED_AT.isNull())
                .orderBy(
                    PROVIDER_KEY.USER_ID.isNull().asc(),
                    PROVIDER_KEY.CREATED_AT.desc(),
                    PROVIDER_KEY.ID.desc())
                .limit(1)
                .fetchOptional(KeyRows::key));
  }

  /** Lets the key serve again. */
  public boolean activate(ProviderKeyId id) {
    return setActive(id, true, "key.activate");
  }

  /** Refuses the key for anything from now on, until it is activated. */
  public boolean deactivate(ProviderKeyId id) {
    return setActive(id, false, "key.deactivate");
  }

  private boolean setActive(ProviderKeyId id, boolean active, String action) {
    return set(id, PROVIDER_KEY.IS_ACTIVE, active, PROVIDER_KEY.IS_ACTIVE.ne(active), action, null);
  }

  /** Gives it another name; false where there is no such key, or nothing to change. */
  public boolean rename(ProviderKeyId id, String name) {
    String checked = NameRule.KEY.check(name);
    return set(
        id,
        PROVIDER_KEY.NAME,
        checked,
        PROVIDER_KEY.NAME.ne(checked),
        "key.rename",
        "to " + checked);
  }

  /**
   * Says whose prices hold for it from now on; false where there is no such key, or nothing to
   * change.
   *
   * @param prices null where its address shall decide
   * @throws IllegalArgumentException for a key of the demo provider, which costs nothing
   */
  public boolean setPrices(ProviderKeyId id, @Nullable KeyPrices prices) {
    find(id).ifPresent(key -> NewProviderKey.checkPrices(key.isDemo(), prices));
    String label = KeyRows.label(prices);
    return set(
        id,
        PROVIDER_KEY.PRICES,
        label,
        PROVIDER_KEY.PRICES.isDistinctFrom(label),
        "key.prices",
        label == null ? "default" : label);
  }

  /** Hides it and refuses it at once; what was recorded stays. */
  public boolean delete(ProviderKeyId id) {
    return set(
        id,
        PROVIDER_KEY.DELETED_AT,
        UtcTime.column(UtcTime.now(clock)),
        PROVIDER_KEY.DELETED_AT.isNull(),
        "key.delete",
        null);
  }

  private <T> boolean set(
      ProviderKeyId id,
      Field<T> column,
      @Nullable T value,
      Condition unlessDone,
      String action,
      @Nullable String detail) {
    return log.write(
        change -> {
          Optional<ProviderKey> key = find(change.sql(), id);
          if (key.isEmpty()) {
            return false;
          }
          int changed =
              change
                  .sql()
                  .update(PROVIDER_KEY)
                  .set(column, value)
                  .where(PROVIDER_KEY.ID.eq(id.value()), unlessDone)
                  .execute();
          if (changed == 1) {
            log(change, action, key.get(), detail);
          }
          return changed == 1;
        });
  }

  /** Puts another secret in place of the key's own; false where there is no such key. */
  public boolean replace(ProviderKeyId id, Secret secret) {
    Sealed sealed = seal(id, secret);
    return log.write(
        change -> {
          Optional<ProviderKey> key = find(change.sql(), id);
          if (key.isEmpty()) {
            return false;
          }
          change
              .sql()
              .update(PROVIDER_KEY)
              .set(PROVIDER_KEY.SECRET, sealed.bytes())
              .set(PROVIDER_KEY.KEY_VERSION, sealed.keyVersion())
              .set(PROVIDER_KEY.LAST_FOUR, secret.lastFour())
              .setNull(PROVIDER_KEY.REJECTED_AT)
              .where(PROVIDER_KEY.ID.eq(id.value()))
              .execute();
          log(change, "key.replace", key.get(), null);
          return true;
        });
  }

  /**
   * Erases a key, deleted or not, and everything recorded of requests made with it.
   *
   * @return how many recorded requests were erased
   */
  public int purge(ProviderKeyId id) {
    log.settle();
    return log.write(
        change -> {
          DSLContext sql = change.sql();
          Optional<ProviderKey> key =
              sql.select(KeyRows.COLUMNS)
                  .from(PROVIDER_KEY)
                  .where(PROVIDER_KEY.ID.eq(id.value()))
                  .fetchOptional(KeyRows::key);
          if (key.isEmpty()) {
            return 0;
          }
          int requests = RequestPurge.ofKey(sql, id.value());
          // These outlive their rows.
          sql.deleteFrom(PROVIDER_REFERENCE)
              .where(PROVIDER_REFERENCE.KEY_ID.eq(id.value()))
              .execute();
          sql.deleteFrom(PROVIDER_KEY).where(PROVIDER_KEY.ID.eq(id.value())).execute();
          log(change, "key.purge", key.get(), requests + " requests erased");
          return requests;
        });
  }

  /** Notes that the provider refused the key. Not an administrative change, but others drop it. */
  public void markRejected(ProviderKeyId id) {
    mark(id, UtcTime.now(clock), PROVIDER_KEY.REJECTED_AT.isNull());
  }

  /** Notes that the provider took a key it had refused. */
  public void markAccepted(ProviderKeyId id) {
    mark(id, null, PROVIDER_KEY.REJECTED_AT.isNotNull());
  }

  private void mark(ProviderKeyId id, @Nullable Instant rejectedAt, Condition unlessDone) {
    changes.write(
        change -> {
          int changed =
              change
                  .sql()
                  .update(PROVIDER_KEY)
                  .set(
                      PROVIDER_KEY.REJECTED_AT,
                      rejectedAt == null ? null : UtcTime.column(rejectedAt))
                  .where(PROVIDER_KEY.ID.eq(id.value()), unlessDone)
                  .execute();
          if (changed == 1) {
            change.announce();
          }
          return changed;
        });
  }

  /**
   * The secret in the clear.
   *
   * @throws UnsealException when it cannot be decrypted, or is none: older versions took any length
   * @throws NoSuchElementException when there is no such key
   */
  public Secret unseal(ProviderKeyId id) {
    Sealed sealed =
        transactions
            .read(
                sql ->
                    sql.select(PROVIDER_KEY.SECRET, PROVIDER_KEY.KEY_VERSION)
                        .from(PROVIDER_KEY)
                        .where(PROVIDER_KEY.ID.eq(id.value()), PROVIDER_KEY.DELETED_AT.isNull())
                        .fetchOptional(KeyRows::sealed))
            .orElseThrow(() -> new NoSuchElementException("There is no such provider key."));
    var text = new String(cipher.unseal(sealed, id.value()), StandardCharsets.UTF_8);
    try {
      return new Secret(text);
    } catch (IllegalArgumentException e) {
      throw new UnsealException(
          "The secret that is stored for this key is none that can be sent. Replace it.", e);
    }
  }

  /** Which of an organization's keys cannot be decrypted, and so cannot serve. */
  public Set<ProviderKeyId> unreadable(OrganizationId organization) {
    return unreadable(PROVIDER_KEY.ORGANIZATION_ID.eq(organization.value()));
  }

  /** Which keys of all organizations cannot be decrypted. */
  public Set<ProviderKeyId> unreadable() {
    return unreadable(DSL.noCondition());
  }

  private Set<ProviderKeyId> unreadable(Condition which) {
    return transactions
        .read(
            sql ->
                sql.select(PROVIDER_KEY.ID, PROVIDER_KEY.SECRET, PROVIDER_KEY.KEY_VERSION)
                    .from(PROVIDER_KEY)
                    .where(which, PROVIDER_KEY.DELETED_AT.isNull())
                    .fetch())
        .stream()
        .filter(row -> !cipher.canUnseal(KeyRows.sealed(row), row.get(PROVIDER_KEY.ID)))
        .map(row -> new ProviderKeyId(row.get(PROVIDER_KEY.ID)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Sealed seal(ProviderKeyId id, Secret secret) {
    return cipher.seal(secret.reveal().getBytes(StandardCharsets.UTF_8), id.value());
  }

  private static Optional<ProviderKey> find(DSLContext sql, ProviderKeyId id) {
    return sql.select(KeyRows.COLUMNS)
        .from(PROVIDER_KEY)
        .where(PROVIDER_KEY.ID.eq(id.value()), PROVIDER_KEY.DELETED_AT.isNull())
        .fetchOptional(KeyRows::key);
  }

  private static void log(
      AdminLog.Transaction change, String action, ProviderKey key, @Nullable String detail) {
    change.log(action, key.id().value(), key.name(), key.organizationId(), detail);
  }
}
