package dev.keyporter.db.ledger;

import static dev.keyporter.db.generated.Tables.LIMIT_LEASE;
import static dev.keyporter.db.generated.Tables.SPEND_ACCOUNT;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.BudgetPeriod;
import dev.keyporter.model.limit.BudgetState;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.ScopedLimits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/** Tells how much of budgets is gone. */
public final class Budgets {
  private final Transactions transactions;

  /**
   * @param record what is read of it holds all that was answered before
   */
  public Budgets(Transactions record) {
    this.transactions = record;
  }

  /** The budgets of money that are set, in the order of their kinds, as they stand at a moment. */
  public List<BudgetState> of(ScopedLimits limits, Instant at) {
    return transactions.read(
        sql -> {
          var states = new ArrayList<BudgetState>();
          for (LimitKind kind : LimitKind.values()) {
            BigDecimal amount = limits.limits().amount(kind);
            if (kind.isSpend() && amount != null) {
              states.add(state(sql, limits, kind, amount, at));
            }
          }
          return states;
        });
  }

  private static BudgetState state(
      DSLContext sql, ScopedLimits limits, LimitKind kind, BigDecimal amount, Instant at) {
    BudgetPeriod period = limits.period(kind, at);
    var budget = new Budget(limits.scope().id(), kind, period.start());
    BigDecimal spent =
        sql.select(SPEND_ACCOUNT.SPENT)
            .from(SPEND_ACCOUNT)
            .where(SpendBook.is(budget))
            .fetchOne(SPEND_ACCOUNT.SPENT);
    BigDecimal reserved = BigDecimal.ZERO;
    for (var lease : sql.selectFrom(LIMIT_LEASE).where(LimitLeases.is(budget)).fetch()) {
      reserved = reserved.add(lease.getGranted().subtract(lease.getUsed()).max(BigDecimal.ZERO));
    }
    return new BudgetState(
        kind,
        period,
        new Usd(amount),
        new Usd(
            spent == null ? SpendAccounts.recorded(sql, limits.scope(), budget, period) : spent),
        new Usd(reserved));
  }
}
