package dev.keyporter.db.account;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REDACTION_RULE;

import dev.keyporter.db.engine.RowIds;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.generated.tables.records.OrganizationRecord;
import dev.keyporter.db.ledger.LimitErasure;
import dev.keyporter.db.refusal.RefusalErasure;
import dev.keyporter.model.NameRule;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.Recording;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The organizations. Their names need not be unique. */
public final class Organizations {
  private final Transactions transactions;
  private final AdminLog log;
  private final Clock clock;

  public Organizations(Transactions transactions, AdminLog log, Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
  }

  /** Creates one that records bodies. */
  public Organization create(String name) {
    var organization =
        new Organization(
            new OrganizationId(RowIds.next()),
            NameRule.ORGANIZATION.check(name),
            Recording.BODIES,
            true,
            Paths.ALL,
            UtcTime.now(clock));
    log.write(
        change -> {
          int inserted =
              change
                  .sql()
                  .insertInto(ORGANIZATION)
                  .set(ORGANIZATION.ID, organization.id().value())
                  .set(ORGANIZATION.NAME, organization.name())
                  .set(ORGANIZATION.RECORDING, label(organization.recording()))
                  .set(ORGANIZATION.INCLUDE_STREAM_USAGE, organization.includeStreamUsage())
                  .set(ORGANIZATION.PATHS, label(organization.paths()))
                  .set(ORGANIZATION.CREATED_AT, UtcTime.column(organization.createdAt()))
                  .onDuplicateKeyIgnore()
                  .execute();
          if (inserted == 1) {
            log(change, "organization.create", organization, null);
          }
          return inserted;
        });
    return organization;
  }

  /** Those not deleted, by name. */
  public List<Organization> list() {
    return transactions.read(
        sql ->
            sql.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.DELETED_AT.isNull())
                .orderBy(ORGANIZATION.NAME, ORGANIZATION.CREATED_AT, ORGANIZATION.ID)
                .fetch(Organizations::organization));
  }

  /** One, unless deleted. */
  public Optional<Organization> find(OrganizationId id) {
    return transactions.read(sql -> find(sql, id));
  }

  /** One, deleted or not. */
  public Optional<Organization> findAny(OrganizationId id) {
    return transactions.read(sql -> findAny(sql, id));
  }

  /** Those of exactly this name, oldest first, without deleted ones. */
  public List<Organization> findByName(String name) {
    return findByName(name, ORGANIZATION.DELETED_AT.isNull());
  }

  /** Deleted ones of exactly this name, oldest first. */
  public List<Organization> findDeletedByName(String name) {
    return findByName(name, ORGANIZATION.DELETED_AT.isNotNull());
  }

  private List<Organization> findByName(String name, Condition state) {
    return transactions.read(
        sql ->
            sql.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.NAME.eq(name), state)
                .orderBy(ORGANIZATION.CREATED_AT, ORGANIZATION.ID)
                .fetch(Organizations::organization));
  }

  /** Gives it another name; false where there is no such organization, or nothing to change. */
  public boolean rename(OrganizationId id, String name) {
    String checked = NameRule.ORGANIZATION.check(name);
    return change(
        id,
        old ->
            new Organization(
                id,
                checked,
                old.recording(),
                old.includeStreamUsage(),
                old.paths(),
                old.createdAt()),
        "organization.rename",
        "to " + checked);
  }

  /** Says how much of its requests is kept from now on. */
  public boolean setRecording(OrganizationId id, Recording recording) {
    return change(
        id,
        old ->
            new Organization(
                id, old.name(), recording, old.includeStreamUsage(), old.paths(), old.createdAt()),
        "organization.set_recording",
        label(recording));
  }

  /** Says whether its chat-completions streams are asked for their usage from now on. */
  public boolean setIncludeStreamUsage(OrganizationId id, boolean include) {
    return change(
        id,
        old ->
            new Organization(
                id, old.name(), old.recording(), include, old.paths(), old.createdAt()),
        "organization.set_include_stream_usage",
        Boolean.toString(include));
  }

  /** Says which paths its tokens reach from now on. */
  public boolean setPaths(OrganizationId id, Paths paths) {
    return change(
        id,
        old ->
            new Organization(
                id, old.name(), old.recording(), old.includeStreamUsage(), paths, old.createdAt()),
        "organization.set_paths",
        label(paths));
  }

  private boolean change(
      OrganizationId id, UnaryOperator<Organization> edit, String action, String detail) {
    return log.write(
        change -> {
          Optional<Organization> old = find(change.sql(), id);
          if (old.isEmpty()) {
            return false;
          }
          Organization edited = edit.apply(old.get());
          if (edited.equals(old.get())) {
            return false;
          }
          change
              .sql()
              .update(ORGANIZATION)
              .set(ORGANIZATION.NAME, edited.name())
              .set(ORGANIZATION.RECORDING, label(edited.recording()))
              .set(ORGANIZATION.INCLUDE_STREAM_USAGE, edited.includeStreamUsage())
              .set(ORGANIZATION.PATHS, label(edited.paths()))
              .where(ORGANIZATION.ID.eq(id.value()))
              .execute();
          log(change, action, old.get(), detail);
          return true;
        });
  }

  /** Hides it, and refuses its tokens at once; what was recorded stays. */
  public boolean delete(OrganizationId id) {
    return log.write(
        change -> {
          Optional<Organization> old = find(change.sql(), id);
          if (old.isEmpty()) {
            return false;
          }
          change
              .sql()
              .update(ORGANIZATION)
              .set(ORGANIZATION.DELETED_AT, UtcTime.column(UtcTime.now(clock)))
              .where(ORGANIZATION.ID.eq(id.value()))
              .execute();
          log(change, "organization.delete", old.get(), null);
          return true;
        });
  }

  /**
   * Erases it, deleted or not, with its users, keys, tokens and everything recorded of it. Only the
   * log of administrative changes still names it.
   *
   * @return how many recorded requests were erased
   */
  public int purge(OrganizationId id) {
    log.settle();
    return log.write(
        change -> {
          DSLContext sql = change.sql();
          Optional<Organization> old = findAny(sql, id);
          if (old.isEmpty()) {
            return 0;
          }
          int requests = RequestPurge.ofOrganization(sql, id.value());
          // These outlive their rows.
          sql.deleteFrom(PROVIDER_REFERENCE)
              .where(PROVIDER_REFERENCE.ORGANIZATION_ID.eq(id.value()))
              .execute();
          sql.deleteFrom(EXCHANGE).where(EXCHANGE.ORGANIZATION_ID.eq(id.value())).execute();
          sql.deleteFrom(RATING).where(RATING.ORGANIZATION_ID.eq(id.value())).execute();
          RefusalErasure.ofOrganization(sql, id);
          LimitErasure.ofOrganization(sql, id);
          sql.deleteFrom(ACCESS_TOKEN).where(ACCESS_TOKEN.ORGANIZATION_ID.eq(id.value())).execute();
          sql.deleteFrom(PROVIDER_KEY).where(PROVIDER_KEY.ORGANIZATION_ID.eq(id.value())).execute();
          sql.deleteFrom(REDACTION_RULE)
              .where(REDACTION_RULE.ORGANIZATION_ID.eq(id.value()))
              .execute();
          sql.deleteFrom(APP_USER).where(APP_USER.ORGANIZATION_ID.eq(id.value())).execute();
          sql.deleteFrom(ORGANIZATION).where(ORGANIZATION.ID.eq(id.value())).execute();
          log(change, "organization.purge", old.get(), requests + " requests erased");
          return requests;
        });
  }

  private static void log(
      AdminLog.Transaction change,
      String action,
      Organization organization,
      @Nullable String detail) {
    change.log(action, organization.id().value(), organization.name(), organization.id(), detail);
  }

  private static Optional<Organization> findAny(DSLContext sql, OrganizationId id) {
    return sql.selectFrom(ORGANIZATION)
        .where(ORGANIZATION.ID.eq(id.value()))
        .fetchOptional(Organizations::organization);
  }

  private static Optional<Organization> find(DSLContext sql, OrganizationId id) {
    return sql.selectFrom(ORGANIZATION)
        .where(ORGANIZATION.ID.eq(id.value()), ORGANIZATION.DELETED_AT.isNull())
        .fetchOptional(Organizations::organization);
  }

  private static Organization organization(OrganizationRecord row) {
    return new Organization(
        new OrganizationId(row.getId()),
        row.getName(),
        Recording.valueOf(row.getRecording().toUpperCase(Locale.ROOT)),
        row.getIncludeStreamUsage(),
        Paths.valueOf(row.getPaths().toUpperCase(Locale.ROOT)),
        UtcTime.instant(row.getCreatedAt()));
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
