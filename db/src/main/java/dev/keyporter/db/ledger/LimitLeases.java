package dev.keyporter.db.ledger;

import static dev.keyporter.db.generated.Tables.ACCESS_LIMIT;
import static dev.keyporter.db.generated.Tables.INSTANCE;
import static dev.keyporter.db.generated.Tables.LIMIT_LEASE;
import static org.jooq.impl.DSL.select;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.db.generated.tables.records.AccessLimitRecord;
import dev.keyporter.db.generated.tables.records.LimitLeaseRecord;
import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitKind.Count;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Hands out parts of limits to processes, so that all of them together never have more than a limit
 * allows: what is free is the limit less what was spent and less what every process has in hand.
 * Whoever hands out has locked the limit's row.
 */
public final class LimitLeases {
  /** What was used up in a minute counts this long, whatever becomes of the process. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** How long the rows of processes that ended are kept: some come back. */
  private static final Duration KEPT = Duration.ofHours(1);

  /** A process gets this part of what is free, where it needs less. */
  private static final BigDecimal SLICES = BigDecimal.valueOf(16);

  private static final int USD_SCALE = 6;

  private final Transactions transactions;
  private final UUID instance;
  private final Clock clock;

  /**
   * @param instance the process's row in {@code instance}
   */
  public LimitLeases(Transactions transactions, UUID instance, Clock clock) {
    this.transactions = transactions;
    this.instance = instance;
    this.clock = clock;
  }

  /**
   * Claims all or nothing of each limit, in one transaction; never waits for anything to become
   * free. Where more than half of a limit is free and less than is wanted, what is free is given:
   * nobody else gets anything then, and the request that may cost more than half of a budget is the
   * only one that can surprise it.
   *
   * @throws dev.keyporter.db.engine.DatabaseException when the database cannot answer
   */
  public Map<Budget, LimitGrant> claim(Collection<LimitClaim> claims) {
    List<LimitClaim> ordered = new ArrayList<>(claims);
    ordered.sort(Comparator.comparing(LimitClaim::budget));
    return transactions.write(sql -> claim(sql, ordered));
  }

  private Map<Budget, LimitGrant> claim(DSLContext sql, List<LimitClaim> claims) {
    Instant now = UtcTime.now(clock);
    Map<UUID, AccessLimitRecord> limits = lock(sql, claims);
    var accounts = new SpendAccounts(sql, now);
    Map<Budget, BigDecimal> spent = new HashMap<>();
    for (LimitClaim claim : claims) {
      if (claim.kind().isSpend() && limits.containsKey(claim.scope().id())) {
        spent.put(claim.budget(), accounts.spent(claim.scope(), claim.budget(), claim.period()));
      }
    }
    Map<Budget, LimitGrant> grants = new HashMap<>();
    for (LimitClaim claim : claims) {
      AccessLimitRecord row = limits.get(claim.scope().id());
      BigDecimal limit = row == null ? null : row.get(LimitRows.column(claim.kind()));
      grants.put(
          claim.budget(),
          limit == null
              ? unlimited(claim)
              : grant(sql, claim, limit, spent.getOrDefault(claim.budget(), BigDecimal.ZERO), now));
    }
    return grants;
  }

  private static Map<UUID, AccessLimitRecord> lock(DSLContext sql, List<LimitClaim> claims) {
    List<UUID> scopes = claims.stream().map(claim -> claim.scope().id()).distinct().toList();
    return sql.selectFrom(ACCESS_LIMIT)
        .where(ACCESS_LIMIT.SCOPE_ID.in(scopes))
        .orderBy(ACCESS_LIMIT.SCOPE_ID)
        .forUpdate()
        .fetchMap(ACCESS_LIMIT.SCOPE_ID);
  }

  private static LimitGrant unlimited(LimitClaim claim) {
    return new LimitGrant(
        claim.kept().add(claim.wanted()),
        BigDecimal.ZERO,
        claim.wanted(),
        null,
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  private LimitGrant grant(
      DSLContext sql, LimitClaim claim, BigDecimal limit, BigDecimal spent, Instant now) {
    BigDecimal others = BigDecimal.ZERO;
    BigDecimal used = BigDecimal.ZERO;
    for (LimitLeaseRecord lease : sql.selectFrom(LIMIT_LEASE).where(is(claim.budget())).fetch()) {
      if (lease.getInstanceId().equals(instance)) {
        used = lease.getUsed();
      } else {
        others = others.add(inHand(lease, now));
      }
    }
    BigDecimal kept = claim.isFirst() ? claim.kept().add(used) : claim.kept();
    BigDecimal own = kept.subtract(used).max(BigDecimal.ZERO);
    BigDecimal free = limit.subtract(spent).subtract(others).subtract(own);
    BigDecimal given = given(claim, limit, free);
    BigDecimal granted = kept.add(given);
    store(sql, claim.budget(), granted);
    return new LimitGrant(granted, used, given, limit, spent, others.add(own).add(given));
  }

  private static BigDecimal given(LimitClaim claim, BigDecimal limit, BigDecimal free) {
    BigDecimal wanted = claim.wanted();
    if (wanted.signum() <= 0 || free.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    if (free.compareTo(wanted) < 0) {
      boolean isHalfFree = free.add(free).compareTo(limit) >= 0;
      return isHalfFree && claim.kind().count() != Count.RUNNING ? free : BigDecimal.ZERO;
    }
    int scale = claim.kind().isSpend() ? USD_SCALE : 0;
    return wanted.max(free.divide(SLICES, scale, RoundingMode.DOWN));
  }

  /** What a process has in hand that others must not count on. */
  private static BigDecimal inHand(LimitLeaseRecord lease, Instant now) {
    if (lease.getLapsesAt() != null) {
      return UtcTime.instant(lease.getLapsesAt()).isAfter(now)
          ? lease.getGranted()
          : BigDecimal.ZERO;
    }
    return lease.getGranted().subtract(lease.getUsed()).max(BigDecimal.ZERO);
  }

  private void store(DSLContext sql, Budget budget, BigDecimal granted) {
    if (granted.signum() == 0 && !budget.kind().isSpend()) {
      sql.deleteFrom(LIMIT_LEASE).where(is(budget), LIMIT_LEASE.INSTANCE_ID.eq(instance)).execute();
      return;
    }
    sql.insertInto(LIMIT_LEASE)
        .set(LIMIT_LEASE.INSTANCE_ID, instance)
        .set(LIMIT_LEASE.SCOPE_ID, budget.scope())
        .set(LIMIT_LEASE.KIND, budget.kind().label())
        .set(LIMIT_LEASE.PERIOD_START, UtcTime.column(budget.start()))
        .set(LIMIT_LEASE.GRANTED, granted)
        .set(LIMIT_LEASE.USED, BigDecimal.ZERO)
        .onDuplicateKeyUpdate()
        .set(LIMIT_LEASE.GRANTED, granted)
        .setNull(LIMIT_LEASE.LAPSES_AT)
        .execute();
  }

  static Condition is(Budget budget) {
    return LIMIT_LEASE
        .SCOPE_ID
        .eq(budget.scope())
        .and(LIMIT_LEASE.KIND.eq(budget.kind().label()))
        .and(LIMIT_LEASE.PERIOD_START.eq(UtcTime.column(budget.start())));
  }

  /**
   * Gives back what a process had in hand that ended, as part of the transaction that ends its row.
   * Of the limits by the minute, what it had counts for another minute.
   */
  public static void release(DSLContext sql, UUID ended, Instant now) {
    sql.update(LIMIT_LEASE)
        .set(LIMIT_LEASE.GRANTED, LIMIT_LEASE.USED)
        .where(LIMIT_LEASE.INSTANCE_ID.eq(ended), LIMIT_LEASE.KIND.notIn(sliding()))
        .execute();
    sql.update(LIMIT_LEASE)
        .set(LIMIT_LEASE.LAPSES_AT, UtcTime.column(now.plus(MINUTE)))
        .where(
            LIMIT_LEASE.INSTANCE_ID.eq(ended),
            LIMIT_LEASE.KIND.in(sliding()),
            LIMIT_LEASE.LAPSES_AT.isNull())
        .execute();
    sql.deleteFrom(LIMIT_LEASE)
        .where(
            LIMIT_LEASE.INSTANCE_ID.notIn(
                select(INSTANCE.ID)
                    .from(INSTANCE)
                    .where(
                        INSTANCE
                            .ENDED_AT
                            .isNull()
                            .or(INSTANCE.ENDED_AT.gt(UtcTime.column(now.minus(KEPT)))))))
        .execute();
  }

  private static List<String> sliding() {
    return List.of(LimitKind.REQUESTS_PER_MINUTE.label(), LimitKind.TOKENS_PER_MINUTE.label());
  }
}
