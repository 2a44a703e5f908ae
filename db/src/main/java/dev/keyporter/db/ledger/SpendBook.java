package dev.keyporter.db.ledger;

import static dev.keyporter.db.generated.Tables.LIMIT_LEASE;
import static dev.keyporter.db.generated.Tables.SPEND_ACCOUNT;
import static dev.keyporter.db.generated.Tables.SPEND_ESTIMATE;

import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.BudgetCharge;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.traffic.RequestId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Adds to budgets what requests took from them, in the transaction that records their end. Accounts
 * come before leases, each in the order of the budgets, so that nobody waits for another crosswise.
 */
public final class SpendBook {
  /** Digits after the point that a request's cost is kept with. */
  private static final int SCALE = 12;

  private SpendBook() {}

  /**
   * What one request took.
   *
   * @param id the request's
   */
  public record Entry(RequestId id, BudgetCharge charge) {}

  /**
   * Adds what a process's requests took. Where a budget's period has no account yet, the one that
   * makes it finds them on record.
   */
  public static void add(DSLContext sql, UUID instance, Collection<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Map<Budget, BigDecimal> sums = new TreeMap<>();
    for (Entry entry : entries) {
      sums.merge(entry.charge.budget(), scaled(entry.charge.amount()), BigDecimal::add);
    }
    sums.forEach((budget, sum) -> add(sql, budget, sum));
    sums.forEach((budget, sum) -> use(sql, instance, budget, sum));
    for (Entry entry : entries) {
      if (entry.charge.isEstimate()) {
        keep(sql, entry);
      }
    }
  }

  private static void add(DSLContext sql, Budget budget, BigDecimal amount) {
    sql.update(SPEND_ACCOUNT)
        .set(SPEND_ACCOUNT.SPENT, SPEND_ACCOUNT.SPENT.plus(amount))
        .where(is(budget))
        .execute();
  }

  private static void use(DSLContext sql, UUID instance, Budget budget, BigDecimal amount) {
    sql.insertInto(LIMIT_LEASE)
        .set(LIMIT_LEASE.INSTANCE_ID, instance)
        .set(LIMIT_LEASE.SCOPE_ID, budget.scope())
        .set(LIMIT_LEASE.KIND, budget.kind().label())
        .set(LIMIT_LEASE.PERIOD_START, UtcTime.column(budget.start()))
        .set(LIMIT_LEASE.GRANTED, BigDecimal.ZERO)
        .set(LIMIT_LEASE.USED, amount)
        .onDuplicateKeyUpdate()
        .set(LIMIT_LEASE.USED, LIMIT_LEASE.USED.plus(amount))
        .execute();
  }

  private static void keep(DSLContext sql, Entry entry) {
    Budget budget = entry.charge.budget();
    sql.insertInto(SPEND_ESTIMATE)
        .set(SPEND_ESTIMATE.REQUEST_ID, entry.id.value())
        .set(SPEND_ESTIMATE.SCOPE_ID, budget.scope())
        .set(SPEND_ESTIMATE.KIND, budget.kind().label())
        .set(SPEND_ESTIMATE.PERIOD_START, UtcTime.column(budget.start()))
        .set(SPEND_ESTIMATE.AMOUNT, scaled(entry.charge.amount()))
        .onDuplicateKeyIgnore()
        .execute();
  }

  /**
   * A request's cost became known after its end: it takes the place of what stood for it.
   *
   * @param cost null where it has none after all
   */
  public static void correct(DSLContext sql, RequestId id, @Nullable Usd cost) {
    BigDecimal actual = cost == null ? BigDecimal.ZERO : scaled(cost);
    Map<Budget, BigDecimal> changes = new TreeMap<>();
    sql.selectFrom(SPEND_ESTIMATE)
        .where(SPEND_ESTIMATE.REQUEST_ID.eq(id.value()))
        .forUpdate()
        .forEach(
            row ->
                changes.put(
                    new Budget(row.getScopeId(), kind(row.getKind()), start(row.getPeriodStart())),
                    actual.subtract(row.getAmount())));
    changes.forEach((budget, change) -> add(sql, budget, change));
    if (!changes.isEmpty()) {
      sql.deleteFrom(SPEND_ESTIMATE).where(SPEND_ESTIMATE.REQUEST_ID.eq(id.value())).execute();
    }
  }

  static Condition is(Budget budget) {
    return SPEND_ACCOUNT
        .SCOPE_ID
        .eq(budget.scope())
        .and(SPEND_ACCOUNT.KIND.eq(budget.kind().label()))
        .and(SPEND_ACCOUNT.PERIOD_START.eq(UtcTime.column(budget.start())));
  }

  private static LimitKind kind(String label) {
    return LimitKind.ofLabel(label).orElseThrow();
  }

  private static Instant start(OffsetDateTime column) {
    return UtcTime.instant(column);
  }

  /** As the request's column rounds it, so that a budget's sum is that of the rows. */
  private static BigDecimal scaled(Usd amount) {
    return amount.amount().setScale(SCALE, RoundingMode.HALF_UP);
  }
}
