package dev.keyporter.db.ledger;

import static dev.keyporter.db.generated.Tables.LIMIT_LEASE;
import static dev.keyporter.db.generated.Tables.REQUEST;
import static dev.keyporter.db.generated.Tables.SPEND_ACCOUNT;
import static dev.keyporter.db.generated.Tables.SPEND_ESTIMATE;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.sum;

import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.generated.tables.records.SpendAccountRecord;
import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.BudgetPeriod;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.traffic.RequestId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** What was spent of budgets, within a transaction that has locked their limits. */
final class SpendAccounts {
  /** By then every process knows of a budget, and what it ended before is in the database. */
  static final Duration SETTLING = Duration.ofSeconds(5);

  /** How long what was spent in earlier periods is kept. */
  private static final Duration KEPT = Duration.ofDays(62);

  private final DSLContext sql;
  private final Instant now;

  SpendAccounts(DSLContext sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  /**
   * Locks a budget's account, which is made from the record where there is none, and tells what was
   * spent: of this period or, where the clock was set back since, of a later one that has more.
   */
  BigDecimal spent(LimitScope scope, Budget budget, BudgetPeriod period) {
    SpendAccountRecord account =
        sql.selectFrom(SPEND_ACCOUNT).where(SpendBook.is(budget)).forUpdate().fetchOne();
    if (account == null) {
      account = make(scope, budget, period);
    } else if (!account.getSettled() && isOver(UtcTime.instant(account.getMadeAt()))) {
      account.setSpent(account.getSpent().max(recorded(sql, scope, budget, period)));
      account.setSettled(true);
      account.store();
    }
    BigDecimal later = spentLater(budget);
    return account.getSpent().max(later);
  }

  private boolean isOver(Instant madeAt) {
    return Duration.between(madeAt, now).abs().compareTo(SETTLING) >= 0;
  }

  private BigDecimal spentLater(Budget budget) {
    BigDecimal later =
        sql.select(max(SPEND_ACCOUNT.SPENT))
            .from(SPEND_ACCOUNT)
            .where(
                SPEND_ACCOUNT.SCOPE_ID.eq(budget.scope()),
                SPEND_ACCOUNT.KIND.eq(budget.kind().label()),
                SPEND_ACCOUNT.PERIOD_START.gt(UtcTime.column(budget.start())))
            .fetchOne()
            .value1();
    return later == null ? BigDecimal.ZERO : later;
  }

  private SpendAccountRecord make(LimitScope scope, Budget budget, BudgetPeriod period) {
    forgetEarlier(budget);
    SpendAccountRecord account = sql.newRecord(SPEND_ACCOUNT);
    account.setScopeId(budget.scope());
    account.setKind(budget.kind().label());
    account.setPeriodStart(UtcTime.column(budget.start()));
    account.setSpent(recorded(sql, scope, budget, period));
    account.setMadeAt(UtcTime.column(now));
    account.setSettled(false);
    account.store();
    return account;
  }

  private void forgetEarlier(Budget budget) {
    sql.deleteFrom(LIMIT_LEASE)
        .where(
            LIMIT_LEASE.SCOPE_ID.eq(budget.scope()),
            LIMIT_LEASE.KIND.eq(budget.kind().label()),
            LIMIT_LEASE.PERIOD_START.lt(UtcTime.column(budget.start())))
        .execute();
    sql.deleteFrom(SPEND_ACCOUNT)
        .where(
            SPEND_ACCOUNT.SCOPE_ID.eq(budget.scope()),
            SPEND_ACCOUNT.KIND.eq(budget.kind().label()),
            SPEND_ACCOUNT.PERIOD_START.lt(UtcTime.column(budget.start().minus(KEPT))))
        .execute();
  }

  /** What requests of a period cost as far as is on record, and what stands for those unknown. */
  static BigDecimal recorded(DSLContext sql, LimitScope scope, Budget budget, BudgetPeriod period) {
    Condition within = REQUEST.ID.ge(RequestId.earliestAt(period.start()).value());
    Instant end = period.end();
    if (end != null) {
      within = within.and(REQUEST.ID.lt(RequestId.earliestAt(end).value()));
    }
    BigDecimal known =
        sql.select(sum(REQUEST.COST_USD))
            .from(REQUEST)
            .where(within, of(scope))
            .fetchOne()
            .value1();
    BigDecimal estimated =
        sql.select(sum(SPEND_ESTIMATE.AMOUNT))
            .from(SPEND_ESTIMATE)
            .where(
                SPEND_ESTIMATE.SCOPE_ID.eq(budget.scope()),
                SPEND_ESTIMATE.KIND.eq(budget.kind().label()),
                SPEND_ESTIMATE.PERIOD_START.eq(UtcTime.column(budget.start())))
            .fetchOne()
            .value1();
    return (known == null ? BigDecimal.ZERO : known)
        .add(estimated == null ? BigDecimal.ZERO : estimated);
  }

  private static Condition of(LimitScope scope) {
    return switch (scope) {
      case LimitScope.OfOrganization(var organization) ->
          REQUEST.ORGANIZATION_ID.eq(organization.value());
      case LimitScope.OfUser(var user) -> REQUEST.USER_ID.eq(user.value());
      case LimitScope.OfToken(var token) -> REQUEST.TOKEN_ID.eq(token.value());
    };
  }
}
