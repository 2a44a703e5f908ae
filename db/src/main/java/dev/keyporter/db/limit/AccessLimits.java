package dev.keyporter.db.limit;

import static dev.keyporter.db.generated.Tables.ACCESS_LIMIT;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.SPEND_ACCOUNT;

import dev.keyporter.db.account.AdminLog;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.generated.tables.records.AccessLimitRecord;
import dev.keyporter.db.ledger.LimitErasure;
import dev.keyporter.db.ledger.LimitRows;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.Limits;
import dev.keyporter.model.limit.ScopedLimits;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The limits that are set. */
public final class AccessLimits {
  private final Transactions transactions;
  private final AdminLog log;
  private final Clock clock;

  public AccessLimits(Transactions transactions, AdminLog log, Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.clock = clock;
  }

  /** All there are, in no order. */
  public List<ScopedLimits> all() {
    return transactions.read(sql -> select(sql, DSL.noCondition()));
  }

  /** An organization's own, its users' and its tokens', in no order. */
  public List<ScopedLimits> of(OrganizationId organization) {
    return transactions.read(
        sql -> select(sql, ACCESS_LIMIT.ORGANIZATION_ID.eq(organization.value())));
  }

  /** Those of one scope; empty where it has none. */
  public Optional<ScopedLimits> find(LimitScope scope) {
    return transactions.read(sql -> find(sql, scope));
  }

  private static Optional<ScopedLimits> find(DSLContext sql, LimitScope scope) {
    return select(sql, ACCESS_LIMIT.SCOPE_ID.eq(scope.id())).stream().findFirst();
  }

  private static List<ScopedLimits> select(DSLContext sql, Condition which) {
    return sql.select(ACCESS_LIMIT.fields())
        .select(ORGANIZATION.TIME_ZONE)
        .from(ACCESS_LIMIT)
        .join(ORGANIZATION)
        .on(ORGANIZATION.ID.eq(ACCESS_LIMIT.ORGANIZATION_ID))
        .where(which)
        .fetch(row -> LimitRows.scoped(row.into(ACCESS_LIMIT), row.get(ORGANIZATION.TIME_ZONE)));
  }

  /**
   * Changes the limits of a scope. What was spent in the day and month that run counts from the
   * beginning on, as far as it is on record; the total counts from when it is set until it is taken
   * away, also where its amount changes meanwhile.
   *
   * @param name of the organization, user or token, for the log of changes
   * @return false where nothing changed
   */
  public boolean change(
      LimitScope scope, OrganizationId organization, String name, UnaryOperator<Limits> edit) {
    // What was spent until now is to be found on record.
    log.settle();
    return log.write(
        change -> {
          DSLContext sql = change.sql();
          AccessLimitRecord row =
              sql.selectFrom(ACCESS_LIMIT)
                  .where(ACCESS_LIMIT.SCOPE_ID.eq(scope.id()))
                  .forUpdate()
                  .fetchOne();
          Limits before = row == null ? Limits.NONE : LimitRows.limits(row);
          Limits after = edit.apply(before);
          if (after.equals(before)) {
            return false;
          }
          boolean isTotalNew = row == null || before.amount(LimitKind.USD_TOTAL) == null;
          Instant totalSince =
              isTotalNew ? UtcTime.now(clock) : UtcTime.instant(row.getTotalSince());
          store(
              sql,
              row,
              new ScopedLimits(scope, organization, zone(sql, organization), totalSince, after));
          forgetSpent(sql, scope, gained(before, after));
          change.log("limit.set", scope.id(), name, organization, words(scope, after));
          return true;
        });
  }

  private static void store(DSLContext sql, @Nullable AccessLimitRecord row, ScopedLimits limits) {
    if (limits.limits().isEmpty()) {
      LimitErasure.ofScope(sql, limits.scope().id());
      return;
    }
    AccessLimitRecord stored = row == null ? sql.newRecord(ACCESS_LIMIT) : row;
    LimitRows.fill(stored, limits);
    stored.store();
  }

  private static Set<LimitKind> gained(Limits before, Limits after) {
    var gained = EnumSet.noneOf(LimitKind.class);
    gained.addAll(after.amounts().keySet());
    gained.removeAll(before.amounts().keySet());
    return gained;
  }

  /** Nobody added to these while they were not set: they are made anew from the record. */
  private static void forgetSpent(DSLContext sql, LimitScope scope, Set<LimitKind> kinds) {
    if (!kinds.isEmpty()) {
      sql.deleteFrom(SPEND_ACCOUNT)
          .where(
              SPEND_ACCOUNT.SCOPE_ID.eq(scope.id()),
              SPEND_ACCOUNT.KIND.in(kinds.stream().map(LimitKind::label).toList()))
          .execute();
    }
  }

  private static String words(LimitScope scope, Limits limits) {
    var words = new StringBuilder(scope.label()).append(':');
    new TreeMap<>(limits.amounts())
        .forEach(
            (kind, amount) ->
                words.append(' ').append(kind.label()).append('=').append(amount.toPlainString()));
    if (limits.models() != null) {
      words.append(" models=").append(limits.models());
    }
    if (limits.unpriced() == Limits.Unpriced.REFUSE) {
      words.append(" unpriced=refuse");
    }
    return limits.isEmpty() ? words.append(" none").toString() : words.toString();
  }

  /** Whose days and months an organization's budgets count by: UTC unless set. */
  public ZoneId zone(OrganizationId organization) {
    return transactions.read(sql -> zone(sql, organization));
  }

  private static ZoneId zone(DSLContext sql, OrganizationId organization) {
    String name =
        sql.select(ORGANIZATION.TIME_ZONE)
            .from(ORGANIZATION)
            .where(ORGANIZATION.ID.eq(organization.value()))
            .fetchOne(ORGANIZATION.TIME_ZONE);
    return LimitRows.zone(name == null ? "UTC" : name);
  }

  /** Sets it; the day and the month that run are then those of the new zone. */
  public boolean setZone(OrganizationId organization, ZoneId zone) {
    return log.write(
        change -> {
          String name =
              change
                  .sql()
                  .select(ORGANIZATION.NAME)
                  .from(ORGANIZATION)
                  .where(ORGANIZATION.ID.eq(organization.value()))
                  .and(ORGANIZATION.TIME_ZONE.ne(zone.getId()))
                  .fetchOne(ORGANIZATION.NAME);
          if (name == null) {
            return false;
          }
          change
              .sql()
              .update(ORGANIZATION)
              .set(ORGANIZATION.TIME_ZONE, zone.getId())
              .where(ORGANIZATION.ID.eq(organization.value()))
              .execute();
          change.log(
              "organization.set_time_zone", organization.value(), name, organization, zone.getId());
          return true;
        });
  }
}
