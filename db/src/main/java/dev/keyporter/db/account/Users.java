package dev.keyporter.db.account;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseException.Kind;
import dev.keyporter.db.engine.RowIds;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.generated.tables.records.AppUserRecord;
import dev.keyporter.db.ledger.LimitErasure;
import dev.keyporter.db.refusal.RefusalErasure;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.account.UserState;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The users of organizations. A deleted user keeps the name, so that it stays refused. */
public final class Users {
  private final Transactions transactions;
  private final AdminLog log;
  private final Clock clock;

  public Users(Transactions transactions, AdminLog log, Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Creates a user, or restores the deleted one of that name, with the same id and history.
   *
   * @throws DatabaseException of kind {@code CONFLICT} when there is one of that name
   * @throws IllegalArgumentException when the name breaks its {@link NameRule}
   */
  public User create(OrganizationId organization, String name) {
    User user = newUser(organization, name);
    return log.write(
        change -> {
          Optional<User> old = find(change.sql(), named(organization, user.name()));
          if (old.isEmpty()) {
            insert(change.sql(), user);
            log(change, "user.create", user);
            return user;
          }
          User found = old.get();
          if (found.state() == UserState.DELETED) {
            User restored = withState(found, UserState.ACTIVE);
            store(change.sql(), restored);
            log(change, "user.restore", restored);
            return restored;
          }
          if (found.id().equals(user.id())) {
            return user; // The commit succeeded before the connection broke.
          }
          throw new DatabaseException(
              Kind.CONFLICT, "The organization already has a user of that name.");
        });
  }

  /**
   * The user of that name, in whatever state; made active if never seen before. However many
   * threads and processes ask at once, all get the same one. Makes no entry in the log: the request
   * that brought the user does.
   */
  public User firstSight(OrganizationId organization, String name) {
    Optional<User> known = find(organization, name);
    if (known.isPresent()) {
      return known.get();
    }
    User user = newUser(organization, name);
    try {
      transactions.write(sql -> insert(sql, user));
      return user;
    } catch (DatabaseException e) {
      if (e.kind() != Kind.CONFLICT) {
        throw e;
      }
      // Someone else was first.
      return find(organization, name).orElseThrow(() -> e);
    }
  }

  /** Those not deleted, by name. */
  public List<User> list(OrganizationId organization) {
    return transactions.read(
        sql ->
            sql.selectFrom(APP_USER)
                .where(
                    APP_USER.ORGANIZATION_ID.eq(organization.value()), APP_USER.DELETED_AT.isNull())
                .orderBy(APP_USER.NAME)
                .fetch(Users::user));
  }

  /** Those of all organizations, by name, deleted ones included. */
  public List<User> all() {
    return transactions.read(
        sql -> sql.selectFrom(APP_USER).orderBy(APP_USER.NAME, APP_USER.ID).fetch(Users::user));
  }

  /** One by name, deleted ones included. */
  public Optional<User> find(OrganizationId organization, String name) {
    return transactions.read(sql -> find(sql, named(organization, name)));
  }

  /** One by id, deleted ones included. */
  public Optional<User> find(UserId id) {
    return transactions.read(sql -> find(sql, APP_USER.ID.eq(id.value())));
  }

  /**
   * Gives a user another name; false where there is no such user, or nothing to change.
   *
   * @throws DatabaseException of kind {@code CONFLICT} when the name is taken, if only by a deleted
   *     user
   */
  public boolean rename(UserId id, String name) {
    String checked = NameRule.USER.check(name);
    return change(
        id,
        old -> new User(id, old.organizationId(), checked, old.state(), old.createdAt()),
        "user.rename");
  }

  /** Refuses the user's requests from now on. */
  public boolean disable(UserId id) {
    return change(id, old -> withState(old, UserState.DISABLED), "user.disable");
  }

  /** Serves a disabled user's requests again. */
  public boolean enable(UserId id) {
    return change(id, old -> withState(old, UserState.ACTIVE), "user.enable");
  }

  /** Hides the user and refuses the user's requests at once; what was recorded stays. */
  public boolean delete(UserId id) {
    return change(id, old -> withState(old, UserState.DELETED), "user.delete");
  }

  private boolean change(UserId id, UnaryOperator<User> edit, String action) {
    return log.write(
        change -> {
          Optional<User> old = find(change.sql(), APP_USER.ID.eq(id.value()));
          if (old.isEmpty() || old.get().state() == UserState.DELETED) {
            return false;
          }
          User edited = edit.apply(old.get());
          if (edited.equals(old.get())) {
            return false;
          }
          store(change.sql(), edited);
          log(change, action, edited);
          return true;
        });
  }

  /**
   * Deletes the user and erases the user's keys, tokens and everything recorded of the user. The
   * name stays, so that requests under it are still refused.
   *
   * @return how many recorded requests were erased
   */
  public int purge(UserId id) {
    log.settle();
    return log.write(
        change -> {
          DSLContext sql = change.sql();
          Optional<User> old = find(sql, APP_USER.ID.eq(id.value()));
          if (old.isEmpty()) {
            return 0;
          }
          int requests = RequestPurge.ofUser(sql, id.value());
          // These outlive their rows.
          sql.deleteFrom(PROVIDER_REFERENCE)
              .where(PROVIDER_REFERENCE.OWNER_USER_ID.eq(id.value()))
              .execute();
          RefusalErasure.ofUser(sql, id);
          LimitErasure.ofUser(sql, id);
          sql.deleteFrom(ACCESS_TOKEN).where(ACCESS_TOKEN.USER_ID.eq(id.value())).execute();
          sql.deleteFrom(PROVIDER_KEY).where(PROVIDER_KEY.USER_ID.eq(id.value())).execute();
          User deleted = withState(old.get(), UserState.DELETED);
          store(sql, deleted);
          change.log(
              "user.purge",
              id.value(),
              deleted.name(),
              deleted.organizationId(),
              requests + " requests erased");
          return requests;
        });
  }

  private User newUser(OrganizationId organization, String name) {
    return new User(
        new UserId(RowIds.next()),
        organization,
        NameRule.USER.check(name),
        UserState.ACTIVE,
        UtcTime.now(clock));
  }

  private static User withState(User user, UserState state) {
    return new User(user.id(), user.organizationId(), user.name(), state, user.createdAt());
  }

  private static int insert(DSLContext sql, User user) {
    return sql.insertInto(APP_USER)
        .set(APP_USER.ID, user.id().value())
        .set(APP_USER.ORGANIZATION_ID, user.organizationId().value())
        .set(APP_USER.NAME, user.name())
        .set(APP_USER.STATE, label(user.state()))
        .set(APP_USER.CREATED_AT, UtcTime.column(user.createdAt()))
        .execute();
  }

  private void store(DSLContext sql, User user) {
    boolean deleted = user.state() == UserState.DELETED;
    sql.update(APP_USER)
        .set(APP_USER.NAME, user.name())
        .set(APP_USER.STATE, deleted ? label(UserState.DISABLED) : label(user.state()))
        .set(APP_USER.DELETED_AT, deleted ? UtcTime.column(UtcTime.now(clock)) : null)
        .where(APP_USER.ID.eq(user.id().value()))
        .execute();
  }

  private static void log(AdminLog.Transaction change, String action, User user) {
    change.log(action, user.id().value(), user.name(), user.organizationId(), null);
  }

  private static Condition named(OrganizationId organization, String name) {
    return APP_USER.ORGANIZATION_ID.eq(organization.value()).and(APP_USER.NAME.eq(name));
  }

  private static Optional<User> find(DSLContext sql, Condition which) {
    return sql.selectFrom(APP_USER).where(which).fetchOptional(Users::user);
  }

  private static User user(AppUserRecord row) {
    return new User(
        new UserId(row.getId()),
        new OrganizationId(row.getOrganizationId()),
        row.getName(),
        row.getDeletedAt() == null
            ? UserState.valueOf(row.getState().toUpperCase(Locale.ROOT))
            : UserState.DELETED,
        UtcTime.instant(row.getCreatedAt()));
  }

  private static String label(UserState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
