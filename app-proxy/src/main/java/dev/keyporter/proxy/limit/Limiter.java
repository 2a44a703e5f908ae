package dev.keyporter.proxy.limit;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.ledger.LimitClaim;
import dev.keyporter.db.ledger.LimitGrant;
import dev.keyporter.db.ledger.LimitLeases;
import dev.keyporter.db.thread.VitalThread;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.BudgetCharge;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.Limits.Unpriced;
import dev.keyporter.model.limit.ModelPatterns;
import dev.keyporter.model.limit.ScopedLimits;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.access.Caller;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.recording.Pricing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests by the limits that apply to them. This process has a part of each limit in hand
 * and admits from it without asking anybody; it asks the database for more where that does not
 * suffice, and gives back each second what it does not need. What it has is never more than the
 * database believes, so that all processes together keep to a limit at any time.
 */
public final class Limiter implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Limiter.class.getName());

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final LimitTable table;
  private final LimitLeases leases;
  private final Estimator estimator;
  private final Clock clock;
  private final VitalThread giving;

  /** One claim at a time; never waited for by whoever has the lock below. */
  private final ReentrantLock claiming = new ReentrantLock();

  /** Guards what follows, and all that it holds; for moments only. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Budget, Allowance> allowances = new HashMap<>();

  public Limiter(Database database, Pricing pricing, Clock clock) {
    this.clock = clock;
    this.table = new LimitTable(database);
    this.leases = database.limitLeases();
    this.estimator = new Estimator(pricing);
    this.giving =
        VitalThread.every(
            BETWEEN_LOOKS,
            "keyporter-limits",
            "Giving back what was not needed of limits",
            () -> giveBack(false));
    // What was claimed under limits that have changed is claimed anew.
    database.changes().listen(this::giveUp);
  }

  /** Those that apply to a caller. */
  public List<ScopedLimits> of(Caller caller) {
    return table.of(caller);
  }

  /** Which models may be asked for; empty where it is any. */
  public static Optional<Predicate<String>> models(List<ScopedLimits> limits) {
    List<ModelPatterns> lists = lists(limits);
    return lists.isEmpty()
        ? Optional.empty()
        : Optional.of(model -> lists.stream().allMatch(list -> list.allows(model)));
  }

  private static List<ModelPatterns> lists(List<ScopedLimits> limits) {
    return limits.stream()
        .flatMap(one -> Optional.ofNullable(one.limits().models()).stream())
        .toList();
  }

  /**
   * Refuses a model that must not be asked for.
   *
   * @param model null where none is named
   * @throws ProxyException with 403 {@code model_not_allowed}
   */
  public static void checkModel(List<ScopedLimits> limits, @Nullable String model) {
    List<ModelPatterns> lists = lists(limits);
    if (!lists.stream().allMatch(list -> list.allows(model))) {
      throw new ProxyException(LimitErrors.modelNotAllowed(model, lists));
    }
  }

  /**
   * Admits a request, and reserves what it may take.
   *
   * @param limits not empty
   * @throws ProxyException where one of them refuses it
   * @throws dev.keyporter.db.engine.DatabaseException when the database must be asked and cannot be
   */
  public Hold admit(List<ScopedLimits> limits, Caller caller, Asked asked) {
    if (asked.isCharged()) {
      checkModel(limits, asked.model());
    }
    Estimate estimate = estimator.of(asked);
    for (ScopedLimits one : limits) {
      if (!estimate.isPriced() && one.limits().unpriced() == Unpriced.REFUSE) {
        throw new ProxyException(LimitErrors.unpriced(asked.model()));
      }
    }
    List<Need> needs = needs(limits, asked, estimate);
    while (true) {
      List<Use> uses = reserve(needs);
      if (uses != null) {
        return new Hold(this, asked, estimate, uses);
      }
      claim(needs, caller, estimate);
    }
  }

  private static List<Need> needs(List<ScopedLimits> limits, Asked asked, Estimate estimate) {
    var needs = new ArrayList<Need>();
    for (ScopedLimits one : limits) {
      for (LimitKind kind : one.limits().amounts().keySet()) {
        needs.add(new Need(one, kind, asked, estimate));
      }
    }
    return needs;
  }

  /** All or nothing; null where that is nothing. */
  private @Nullable List<Use> reserve(List<Need> needs) {
    long now = System.nanoTime();
    lock.lock();
    try {
      for (Need need : needs) {
        if (!allowance(need).hasRoom(need.amount, now)) {
          return null;
        }
      }
      var uses = new ArrayList<Use>(needs.size());
      for (Need need : needs) {
        var use = new Use(need.budget, need.amount, now);
        allowance(need).begin(use);
        uses.add(use);
      }
      return uses;
    } finally {
      lock.unlock();
    }
  }

  private Allowance allowance(Need need) {
    return allowances.computeIfAbsent(
        need.budget, _ -> new Allowance(need.limits.scope(), need.kind, need.period));
  }

  /** Claims what is missing, of each limit that has too little in hand. */
  private void claim(List<Need> needs, Caller caller, Estimate estimate) {
    claiming.lock();
    try {
      List<Need> missing = new ArrayList<>();
      List<LimitClaim> claims = new ArrayList<>();
      lock.lock();
      try {
        long now = System.nanoTime();
        for (Need need : needs) {
          Allowance allowance = allowance(need);
          if (!allowance.hasRoom(need.amount, now)) {
            missing.add(need);
            // What is free in hand is part of the claim: nobody may take it meanwhile.
            claims.add(claim(allowance, allowance.shrink(BigDecimal.ZERO, now), need.amount));
          }
        }
      } finally {
        lock.unlock();
      }
      if (!claims.isEmpty()) {
        take(missing, leases.claim(claims), caller, estimate);
      }
    } finally {
      claiming.unlock();
    }
  }

  private static LimitClaim claim(Allowance allowance, BigDecimal kept, BigDecimal wanted) {
    return new LimitClaim(
        allowance.scope, allowance.kind, allowance.period, kept, wanted, allowance.isNew);
  }

  private void take(
      List<Need> missing, Map<Budget, LimitGrant> grants, Caller caller, Estimate estimate) {
    lock.lock();
    try {
      for (Need need : missing) {
        take(allowance(need), granted(grants, need));
      }
      long now = System.nanoTime();
      for (Need need : missing) {
        LimitGrant grant = granted(grants, need);
        if (grant.given().signum() == 0) {
          long millis = allowance(need).meter.millisUntilFree(missing(need, grant), now);
          throw new ProxyException(LimitErrors.exceeded(need, grant, caller, estimate, millis));
        }
        // Where there is less than it may take, it takes what there is, and nobody else gets any.
        need.amount = need.amount.min(grant.given());
      }
    } finally {
      lock.unlock();
    }
  }

  /** How much has to become free before the request passes. */
  private static BigDecimal missing(Need need, LimitGrant grant) {
    BigDecimal limit = grant.limit() == null ? BigDecimal.ZERO : grant.limit();
    BigDecimal half = limit.divide(BigDecimal.TWO, 0, RoundingMode.UP);
    return need.amount.min(half).subtract(limit.subtract(grant.reserved()));
  }

  private static void take(Allowance allowance, LimitGrant grant) {
    if (allowance.isNew && allowance.meter instanceof Meter.Spent spent) {
      // Of an earlier proxy of this process.
      spent.add(grant.used());
    }
    allowance.isNew = false;
    allowance.isToTell = false;
    // Requests that ended meanwhile took more or less than they held, so that it is a sum.
    allowance.granted = grant.granted();
  }

  private static LimitGrant granted(Map<Budget, LimitGrant> grants, Need need) {
    LimitGrant grant = grants.get(need.budget);
    if (grant == null) {
      throw new IllegalStateException("A claim was not answered.");
    }
    return grant;
  }

  /**
   * A request has ended, whether it was admitted under limits or none applied then: tells what it
   * takes from the budgets that apply now.
   *
   * @param hold null where none applied
   */
  public List<BudgetCharge> ended(
      Caller caller, RequestId id, @Nullable Hold hold, Cost cost, @Nullable TokenUsage usage) {
    List<ScopedLimits> limits = table.lastOf(caller);
    if (hold == null && limits.isEmpty()) {
      return List.of();
    }
    Usd known = cost.amount();
    boolean isUnknown = cost.certainty() == CostCertainty.UNKNOWN;
    BigDecimal held = hold == null ? BigDecimal.ZERO : hold.estimate.cost();
    BigDecimal actual = known != null ? known.amount() : isUnknown ? held : BigDecimal.ZERO;
    BigDecimal tokens = BigDecimal.valueOf(tokens(hold, isUnknown, usage));
    Set<Budget> budgets = new HashSet<>();
    lock.lock();
    try {
      if (hold != null) {
        for (Use use : hold.takeUses()) {
          end(use, use.budget.kind().isSpend() ? actual : tokens);
          if (use.budget.kind().isSpend()) {
            budgets.add(use.budget);
          }
        }
      }
      addUnheld(limits, Instant.ofEpochMilli(id.millis()), actual, budgets);
    } finally {
      lock.unlock();
    }
    if (hold != null) {
      estimator.learn(hold.asked, usage);
    }
    return actual.signum() == 0
        ? List.of()
        : budgets.stream()
            .map(budget -> new BudgetCharge(budget, new Usd(actual), isUnknown))
            .toList();
  }

  private static long tokens(@Nullable Hold hold, boolean isUnknown, @Nullable TokenUsage usage) {
    if (usage != null) {
      return usage.total();
    }
    return isUnknown && hold != null ? hold.estimate.tokens() : 0;
  }

  /** Budgets that were set while the request ran. */
  private void addUnheld(
      List<ScopedLimits> limits, Instant at, BigDecimal actual, Set<Budget> budgets) {
    for (ScopedLimits one : limits) {
      for (LimitKind kind : one.limits().amounts().keySet()) {
        var budget = new Budget(one.scope().id(), kind, one.period(kind, at).start());
        if (kind.isSpend() && budgets.add(budget)) {
          Allowance allowance = allowances.get(budget);
          if (allowance != null && allowance.meter instanceof Meter.Spent spent) {
            spent.add(actual);
          }
        }
      }
    }
  }

  private void end(Use use, BigDecimal actual) {
    Allowance allowance = allowances.get(use.budget);
    if (allowance != null) {
      BigDecimal counted = use.budget.kind() == LimitKind.REQUESTS_PER_MINUTE ? use.amount : actual;
      allowance.meter.end(use, counted);
    }
  }

  /** A request takes more than was thought: so many tokens of output. */
  void grow(Hold hold, long output) {
    Estimate before = hold.estimate;
    Estimate more = estimator.of(hold.asked.withOutput(output));
    hold.estimate = more;
    BigDecimal cost = more.cost().subtract(before.cost());
    BigDecimal tokens = BigDecimal.valueOf(more.tokens() - before.tokens());
    lock.lock();
    try {
      for (Use use : hold.uses()) {
        Allowance allowance = allowances.get(use.budget);
        if (allowance != null) {
          switch (use.budget.kind()) {
            case USD_PER_DAY, USD_PER_MONTH, USD_TOTAL -> allowance.meter.grow(use, cost);
            case TOKENS_PER_MINUTE -> allowance.meter.grow(use, tokens);
            case REQUESTS_PER_MINUTE, CONCURRENT_REQUESTS -> {}
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** A request was not sent after all. */
  void release(Hold hold) {
    lock.lock();
    try {
      for (Use use : hold.takeUses()) {
        Allowance allowance = allowances.get(use.budget);
        if (allowance != null) {
          allowance.meter.end(use, BigDecimal.ZERO);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more from what is in hand. */
  private void giveUp() {
    lock.lock();
    try {
      long now = System.nanoTime();
      allowances.values().forEach(allowance -> allowance.shrink(BigDecimal.ZERO, now));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives back what was not needed lately.
   *
   * @param all whether also what would be needed in the next second
   */
  private void giveBack(boolean all) {
    claiming.lock();
    try {
      List<LimitClaim> claims = new ArrayList<>();
      lock.lock();
      try {
        long now = System.nanoTime();
        for (Allowance allowance : allowances.values()) {
          BigDecimal rest = all ? BigDecimal.ZERO : allowance.taken;
          allowance.taken = BigDecimal.ZERO;
          BigDecimal kept = allowance.shrink(rest, now);
          if (allowance.isToTell && !allowance.isNew) {
            claims.add(claim(allowance, kept, BigDecimal.ZERO));
          }
        }
      } finally {
        lock.unlock();
      }
      if (!claims.isEmpty()) {
        leases.claim(claims);
      }
      forget(claims);
    } finally {
      claiming.unlock();
    }
  }

  /** The database knows; what nobody uses any more goes. */
  private void forget(List<LimitClaim> told) {
    lock.lock();
    try {
      for (LimitClaim claim : told) {
        Allowance allowance = allowances.get(claim.budget());
        if (allowance != null) {
          allowance.isToTell = false;
        }
      }
      long now = System.nanoTime();
      Instant present = clock.instant();
      allowances.values().removeIf(allowance -> isOver(allowance, now, present));
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOver(Allowance allowance, long now, Instant present) {
    return switch (allowance.meter) {
      case Meter.Spent spent -> {
        Instant end = allowance.period.end();
        yield end != null && !spent.isHeld() && end.plus(Duration.ofHours(1)).isBefore(present);
      }
      case Meter.Sliding _, Meter.Running _ ->
          allowance.granted.signum() == 0 && allowance.meter.inUse(now).signum() == 0;
    };
  }

  /** Gives everything back. Nothing may be admitted after it. */
  @Override
  public void close() {
    giving.close();
    try {
      giveBack(true);
    } catch (DatabaseException e) {
      LOG.warning(() -> "What was not needed of limits could not be given back. " + e.getMessage());
    }
  }
}
