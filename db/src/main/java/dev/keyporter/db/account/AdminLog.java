package dev.keyporter.db.account;

import static dev.keyporter.db.generated.Tables.ADMIN_CHANGE;

import dev.keyporter.db.engine.Changes;
import dev.keyporter.db.engine.Instance;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.model.account.OrganizationId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The append-only log of administrative changes, and the only way to make one. */
public final class AdminLog {
  private static final int MAX_ACTOR = 200;
  private static final int MAX_SUBJECT = 255;

  private final Transactions transactions;
  private final Changes changes;
  private final Instance instance;
  private final Clock clock;
  private final String actor;
  private final Runnable settling;

  /** A log of a database whose record needs no waiting for. */
  public AdminLog(
      Transactions transactions, Changes changes, Instance instance, Clock clock, String actor) {
    this(transactions, changes, instance, clock, actor, () -> {});
  }

  /**
   * @param actor who is at the keyboard: the operating system's user name
   * @param settling waits until what any process has answered is in the database
   */
  public AdminLog(
      Transactions transactions,
      Changes changes,
      Instance instance,
      Clock clock,
      String actor,
      Runnable settling) {
    this.settling = settling;
    this.transactions = transactions;
    this.changes = changes;
    this.instance = instance;
    this.clock = clock;
    this.actor = actor.length() > MAX_ACTOR ? actor.substring(0, MAX_ACTOR) : actor;
  }

  /** Waits until what any process has answered before is in the database. */
  public void settle() {
    settling.run();
  }

  /** A transaction that makes administrative changes and logs them. */
  public final class Transaction {
    private final Changes.Transaction change;

    private Transaction(Changes.Transaction change) {
      this.change = change;
    }

    public DSLContext sql() {
      return change.sql();
    }

    /** Logs a change and tells every process to drop what it cached. */
    public void log(
        String action,
        UUID subjectId,
        String subjectName,
        @Nullable OrganizationId organizationId,
        @Nullable String detail) {
      insert(sql(), action, subjectId, subjectName, organizationId, detail);
      change.announce();
    }

    /**
     * Logs what was done with the database as a whole.
     *
     * @param file what it was written to
     */
    public void logWhole(String action, Path file, String detail) {
      log(action, instance.id(), fit(file), null, detail);
    }
  }

  private void insert(
      DSLContext sql,
      String action,
      UUID subjectId,
      String subjectName,
      @Nullable OrganizationId organizationId,
      @Nullable String detail) {
    sql.insertInto(ADMIN_CHANGE)
        .set(ADMIN_CHANGE.CHANGED_AT, UtcTime.column(UtcTime.now(clock)))
        .set(ADMIN_CHANGE.ACTOR, actor)
        .set(ADMIN_CHANGE.INSTANCE_ID, instance.id())
        .set(ADMIN_CHANGE.ACTION, action)
        .set(ADMIN_CHANGE.SUBJECT_ID, subjectId)
        .set(ADMIN_CHANGE.SUBJECT_NAME, subjectName)
        .set(ADMIN_CHANGE.ORGANIZATION_ID, organizationId == null ? null : organizationId.value())
        .set(ADMIN_CHANGE.DETAIL, detail)
        .execute();
  }

  /**
   * Logs what was done with the database as a whole, as part of a transaction made elsewhere, which
   * has {@link Changes#poll} called afterwards.
   *
   * @param file what it was made from
   */
  public void logWhole(DSLContext sql, String action, Path file, String detail) {
    insert(sql, action, instance.id(), fit(file), null, detail);
    Changes.raise(sql);
  }

  private static String fit(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.length() > MAX_SUBJECT ? name.substring(0, MAX_SUBJECT) : name;
  }

  /**
   * Makes changes in one transaction. It may run again when the connection broke, even though the
   * first commit succeeded: what turns out to be done already is not logged again.
   */
  public <T extends @Nullable Object> T write(Function<Transaction, T> work) {
    return changes.write(change -> work.apply(new Transaction(change)));
  }

  /**
   * The latest changes, newest first.
   *
   * @param before only those with a lower id; {@code Long.MAX_VALUE} for the first page
   * @param limit at most this many
   */
  public List<AdminChange> list(long before, int limit) {
    return list(DSL.noCondition(), before, limit);
  }

  /**
   * The latest changes that say something, newest first.
   *
   * @param text a part of who did what to what, in any case
   * @param before only those with a lower id; {@code Long.MAX_VALUE} for the first page
   * @param limit at most this many
   */
  public List<AdminChange> search(String text, long before, int limit) {
    Condition says =
        DSL.or(
            Stream.of(
                    ADMIN_CHANGE.ACTION,
                    ADMIN_CHANGE.SUBJECT_NAME,
                    ADMIN_CHANGE.ACTOR,
                    ADMIN_CHANGE.DETAIL)
                .map(column -> column.containsIgnoreCase(text))
                .toList());
    return list(says, before, limit);
  }

  /**
   * The latest changes of one thing, newest first.
   *
   * @param subject the id of an organization, user, key or token
   * @param before only those with a lower id; {@code Long.MAX_VALUE} for the first page
   * @param limit at most this many
   */
  public List<AdminChange> of(UUID subject, long before, int limit) {
    return list(ADMIN_CHANGE.SUBJECT_ID.eq(subject), before, limit);
  }

  private List<AdminChange> list(Condition which, long before, int limit) {
    return transactions.read(
        sql ->
            sql.selectFrom(ADMIN_CHANGE)
                .where(which, ADMIN_CHANGE.ID.lt(before))
                .orderBy(ADMIN_CHANGE.ID.desc())
                .limit(limit)
                .fetch(
                    row ->
                        new AdminChange(
                            row.getId(),
                            UtcTime.instant(row.getChangedAt()),
                            row.getActor(),
                            row.getAction(),
                            row.getSubjectId(),
                            row.getSubjectName(),
                            row.getOrganizationId() == null
                                ? null
                                : new OrganizationId(row.getOrganizationId()),
                            row.getDetail())));
  }
}
