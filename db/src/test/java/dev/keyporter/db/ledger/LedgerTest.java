package dev.keyporter.db.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.TestPostgres;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.limit.Budget;
import dev.keyporter.model.limit.BudgetCharge;
import dev.keyporter.model.limit.BudgetState;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.Limits;
import dev.keyporter.model.limit.ScopedLimits;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
    value = SQLDialect.class,
    names = {"H2", "POSTGRES"})
final class LedgerTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final SQLDialect dialect;
  private volatile Instant now = NOON;
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }
      };

  @TempDir Path folder;
  private DatabaseSettings settings;
  private Database database;
  private Organization acme;
  private LimitScope scope;
  private int requests;

  LedgerTest(SQLDialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    settings =
        dialect == SQLDialect.H2
            ? new DatabaseSettings.EmbeddedH2(folder)
            : new DatabaseSettings.Postgres(folder, TestPostgres.newDatabase());
    database = Database.open(settings, clock);
    acme = database.organizations().create("Acme");
    scope = new LimitScope.OfOrganization(acme.id());
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** What one process of several believes to have. */
  private static final class Member {
    final Database database;
    BigDecimal granted = BigDecimal.ZERO;
    BigDecimal spent = BigDecimal.ZERO;
    BigDecimal held = BigDecimal.ZERO;
    boolean isNew = true;

    Member(Database database) {
      this.database = database;
    }
  }

  @Test
  void whateverProcessesClaimSpendAndGiveBackTheyNeverHaveMoreThanTheBudget() {
    set(LimitKind.USD_PER_DAY, 1000);
    try (Database second = Database.open(settings, clock);
        Database third = Database.open(settings, clock)) {
      List<Member> processes = List.of(new Member(database), new Member(second), new Member(third));
      var random = new Random(14);
      BigDecimal booked = BigDecimal.ZERO;
      for (int step = 0; step < 120; step++) {
        Member one = processes.get(random.nextInt(processes.size()));
        if (random.nextInt(4) == 0) {
          claim(one, BigDecimal.ZERO);
        } else {
          BigDecimal wanted = BigDecimal.valueOf(1 + random.nextInt(4000), 2);
          LimitGrant grant = claim(one, wanted);
          BigDecimal held = wanted.min(grant.given());
          if (held.signum() > 0) {
            one.held = one.held.add(held);
            if (random.nextBoolean()) {
              BigDecimal cost =
                  held.multiply(BigDecimal.valueOf(random.nextInt(101), 2)).stripTrailingZeros();
              spend(one, held, cost);
              booked = booked.add(cost);
            }
          }
        }
        BigDecimal inHand = BigDecimal.ZERO;
        for (Member process : processes) {
          inHand = inHand.add(process.granted.subtract(process.spent));
        }
        assertTrue(
            booked.add(inHand).compareTo(BigDecimal.valueOf(1000)) <= 0,
            "step " + step + ": " + booked + " and " + inHand);
      }
      for (Member process : processes) {
        process.held = BigDecimal.ZERO;
        claim(process, BigDecimal.ZERO);
      }
      assertEquals(0, booked.compareTo(state().spent().amount()));
      assertEquals(0, state().reserved().amount().signum(), "everything was given back");
    }
  }

  private LimitGrant claim(Member process, BigDecimal wanted) {
    LimitClaim claim =
        LimitClaim.of(
            limits(),
            LimitKind.USD_PER_DAY,
            now,
            process.spent.add(process.held),
            wanted,
            process.isNew);
    LimitGrant grant = process.database.limitLeases().claim(List.of(claim)).get(claim.budget());
    assertTrue(grant != null);
    process.granted = grant.granted();
    process.isNew = false;
    return grant;
  }

  private void spend(Member process, BigDecimal held, BigDecimal cost) {
    process.held = process.held.subtract(held);
    process.spent = process.spent.add(cost);
    end(process.database, now, new Usd(cost), List.of(charge(cost, false)));
  }

  @Test
  void whatIsOnRecordOfTheDayCountsWhenABudgetIsSet() {
    end(database, NOON.minus(Duration.ofDays(1)), Usd.of("7"), List.of());
    end(database, NOON.minusSeconds(60), Usd.of("2.5"), List.of());
    set(LimitKind.USD_PER_DAY, 3);

    assertEquals("2.5", state().spent().toString());
    assertEquals(BigDecimal.ZERO, given(database, "0.6"));
    assertTrue(given(database, "0.5").signum() > 0);
    assertEquals("2.5", state().spent().toString());
  }

  @Test
  void whatEndsWhileNotEveryoneKnowsOfABudgetIsFoundAFewSecondsLater() {
    set(LimitKind.USD_PER_DAY, 10);
    assertTrue(given(database, "1").signum() > 0);
    end(database, NOON, Usd.of("8"), List.of());
    now = NOON.plus(SpendAccounts.SETTLING);

    assertEquals(BigDecimal.ZERO, given(database, "3"));
    assertEquals("8", state().spent().toString());
  }

  @Test
  void aDayBeginsAnewAndAClockSetBackGivesNothingAway() {
    set(LimitKind.USD_PER_DAY, 10);
    given(database, "10");
    end(database, NOON, Usd.of("10"), List.of(charge(BigDecimal.TEN, false)));
    assertEquals(BigDecimal.ZERO, given(database, "1"));

    now = NOON.minus(Duration.ofDays(1));
    assertEquals(BigDecimal.ZERO, given(database, "1"), "of yesterday");

    now = NOON.plus(Duration.ofDays(1));
    assertEquals(new BigDecimal("10"), given(database, "10"), "of tomorrow");
  }

  @Test
  void theDaysAreThoseOfTheOrganizationsZone() {
    set(LimitKind.USD_PER_DAY, 10);
    end(database, NOON.minus(Duration.ofHours(14)), Usd.of("4"), List.of());
    assertEquals("0", state().spent().toString());
    assertTrue(database.limits().setZone(acme.id(), ZoneId.of("America/New_York")));
    assertEquals("0", state().spent().toString());
    assertTrue(database.limits().setZone(acme.id(), ZoneId.of("Pacific/Apia")));
    assertEquals(Instant.parse("2026-11-20T11:00:00Z"), state().period().start());
    assertTrue(database.limits().setZone(acme.id(), ZoneId.of("Pacific/Honolulu")));
    assertEquals(Instant.parse("2026-11-20T10:00:00Z"), state().period().start());
    assertTrue(database.limits().setZone(acme.id(), ZoneId.of("Asia/Kolkata")));
    assertEquals(Instant.parse("2026-11-19T18:30:00Z"), state().period().start());
    assertEquals("4", state().spent().toString());
    assertFalse(database.limits().setZone(acme.id(), ZoneId.of("Asia/Kolkata")));
  }

  @Test
  void whatAProcessHadInHandIsFreeOnceItHasEnded() {
    set(LimitKind.USD_PER_DAY, 10);
    try (Database other = Database.open(settings, clock)) {
      assertEquals(new BigDecimal("10"), given(other, "10"));
      assertEquals(BigDecimal.ZERO, given(database, "1"));
    }
    assertEquals(new BigDecimal("10"), given(database, "10"));
  }

  @Test
  void ofALimitByTheMinuteWhatAnEndedProcessHadCountsForAnotherMinute() {
    set(LimitKind.REQUESTS_PER_MINUTE, 10);
    try (Database other = Database.open(settings, clock)) {
      assertEquals(new BigDecimal("10"), given(other, LimitKind.REQUESTS_PER_MINUTE, "10"));
    }
    now = NOON.plusSeconds(59);
    assertEquals(BigDecimal.ZERO, given(database, LimitKind.REQUESTS_PER_MINUTE, "1"));
    now = NOON.plusSeconds(60);
    assertEquals(new BigDecimal("10"), given(database, LimitKind.REQUESTS_PER_MINUTE, "10"));
  }

  @Test
  void whatStoodForAnUnknownCostGivesWayToIt() {
    set(LimitKind.USD_PER_DAY, 10);
    given(database, "6");
    RequestId id = end(database, NOON, null, List.of(charge(new BigDecimal("6"), true)));
    assertEquals("6", state().spent().toString());

    var usage = new TokenUsage(1, 0, 0, 1, 0, 2);
    assertTrue(
        database
            .lateUsage()
            .complete(id, usage, null, null, null, _ -> Cost.of(Usd.of("1.25"), null, List.of())));

    assertEquals("1.25", state().spent().toString());
  }

  @Test
  void anEndThatIsWrittenTwiceIsChargedOnce() {
    set(LimitKind.USD_PER_DAY, 10);
    given(database, "2");
    RecordEntry entry = entry(NOON, Usd.of("2"), List.of(charge(BigDecimal.TWO, false)));
    database.requestLog().write(List.of(entry));
    database.requestLog().write(List.of(entry));
    assertEquals("2", state().spent().toString());
  }

  @Test
  void nothingOfAPurgedOrganizationsLimitsStays() {
    set(LimitKind.USD_PER_DAY, 10);
    given(database, "2");
    database.organizations().purge(acme.id());
    assertTrue(database.limits().all().isEmpty());
    assertFalse(database.limits().find(scope).isPresent());
  }

  @Test
  void aTotalCountsFromWhenItWasSetUntilItIsTakenAway() {
    end(database, NOON.minusSeconds(1), Usd.of("5"), List.of());
    set(LimitKind.USD_TOTAL, 10);
    assertEquals("0", state().spent().toString());
    now = NOON.plusSeconds(60);
    end(database, now, Usd.of("3"), List.of());
    set(LimitKind.USD_TOTAL, 20);
    assertEquals("3", state().spent().toString());
    change(limits -> limits.with(LimitKind.USD_TOTAL, null));
    now = NOON.plusSeconds(120);
    set(LimitKind.USD_TOTAL, 20);
    assertEquals("0", state().spent().toString());
  }

  private void set(LimitKind kind, long amount) {
    change(limits -> limits.with(kind, BigDecimal.valueOf(amount)));
  }

  private void change(UnaryOperator<Limits> edit) {
    assertTrue(database.limits().change(scope, acme.id(), acme.name(), edit));
  }

  private ScopedLimits limits() {
    return database.limits().find(scope).orElseThrow();
  }

  private BudgetState state() {
    return database.budgets().of(limits(), now).getFirst();
  }

  private final Map<Database, Boolean> claimed = new HashMap<>();

  private BigDecimal given(Database by, String wanted) {
    return given(by, LimitKind.USD_PER_DAY, wanted);
  }

  /** What a process gets that has nothing to keep. */
  private BigDecimal given(Database by, LimitKind kind, String wanted) {
    boolean isNew = claimed.put(by, true) == null;
    LimitClaim claim =
        LimitClaim.of(limits(), kind, now, BigDecimal.ZERO, new BigDecimal(wanted), isNew);
    LimitGrant grant = by.limitLeases().claim(List.of(claim)).get(claim.budget());
    assertTrue(grant != null);
    return new BigDecimal(grant.given().stripTrailingZeros().toPlainString());
  }

  private BudgetCharge charge(BigDecimal amount, boolean isEstimate) {
    return new BudgetCharge(
        new Budget(
            scope.id(), LimitKind.USD_PER_DAY, limits().period(LimitKind.USD_PER_DAY, now).start()),
        new Usd(amount),
        isEstimate);
  }

  private RequestId end(Database by, Instant at, @Nullable Usd cost, List<BudgetCharge> charges) {
    RecordEntry.Ended entry = entry(at, cost, charges);
    by.requestLog().write(new ArrayList<>(List.of(entry)));
    return entry.start().id();
  }

  private RecordEntry.Ended entry(Instant at, @Nullable Usd cost, List<BudgetCharge> charges) {
    RequestId id = RequestId.of(at.toEpochMilli(), 3, requests++);
    var start =
        new RequestStart(
            id,
            acme.id(),
            null,
            null,
            null,
            null,
            new Route("responses.create", true),
            null,
            "dollar",
            null,
            false,
            at,
            0);
    var end =
        new RequestEnd(
            id,
            RequestStatus.COMPLETED,
            200,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Duration.ofSeconds(1),
            null,
            null,
            cost == null ? Cost.NO_USAGE : Cost.of(cost, null, List.of()),
            0);
    return new RecordEntry.Ended(start, end, null, List.of(), charges);
  }
}
