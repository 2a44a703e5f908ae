package dev.keyporter.db.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.TestPostgres;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.cost.Usd;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.usage.UsageActivity;
import dev.keyporter.model.usage.UsageFilter;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsagePoint;
import dev.keyporter.model.usage.UsageReport;
import dev.keyporter.model.usage.UsageSeries;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageStep;
import dev.keyporter.model.usage.UsageSums;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
    value = SQLDialect.class,
    names = {"H2", "POSTGRES"})
final class UsageTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant SPRING = Instant.parse("2026-03-29T01:00:00Z");
  private static final Instant AUTUMN = Instant.parse("2026-10-25T01:00:00Z");

  private final SQLDialect dialect;

  @TempDir Path folder;

  private Database database;
  private RandomTraffic traffic;

  UsageTest(SQLDialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    var settings =
        dialect == SQLDialect.POSTGRES
            ? new DatabaseSettings.Postgres(folder, TestPostgres.newDatabase())
            : new DatabaseSettings.EmbeddedH2(folder);
    database = Database.open(settings, Clock.systemUTC());
    traffic = new RandomTraffic(database, 42);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void sumsAreThoseOfTheRowsInEveryZoneAcrossClockChanges() {
    traffic.around(SPRING, 60, 300);
    traffic.around(AUTUMN, 60, 300);
    List<RequestSummary> rows = ended();
    assertTrue(rows.size() > 400);

    for (ZoneId zone : List.of(BERLIN, KATHMANDU, UTC)) {
      for (Instant moment : List.of(SPRING, AUTUMN)) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        var days = UsagePeriod.days(day.minusDays(3), day.plusDays(3), zone);
        assertSeries(rows, days, UsageStep.HOUR, zone);
        assertSeries(rows, days, UsageStep.DAY, zone);
      }
      var year =
          UsagePeriod.days(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"), zone);
      assertSeries(rows, year, UsageStep.WEEK, zone);
      assertSeries(rows, year, UsageStep.MONTH, zone);
    }
  }

  @Test
  void theDayTheClockIsSetBackHasTwentyFiveHours() {
    var day =
        UsagePeriod.days(LocalDate.parse("2026-10-25"), LocalDate.parse("2026-10-25"), BERLIN);

    UsageSeries series =
        database.usage().series(day, UsageStep.HOUR, BERLIN, UsageFilter.ALL, UsageGrouping.NONE);

    assertEquals(25, series.points().size());
  }

  @Test
  void filtersByEachColumn() {
    traffic.around(AUTUMN, 20, 300);
    List<RequestSummary> rows = ended();
    var period = new UsagePeriod(AUTUMN.minus(Duration.ofDays(2)), AUTUMN.plus(Duration.ofDays(2)));
    OrganizationId organization = traffic.organizations.getFirst();
    User user = traffic.users.getFirst();
    var key = traffic.keys.getFirst().id();

    assertSums(
        rows,
        row -> row.organizationId().equals(organization),
        database.usage().total(period, UsageFilter.of(organization)));
    assertSums(
        rows,
        row -> user.name().equals(row.userName()),
        database.usage().total(period, new UsageFilter(null, user.id(), null, null)));
    assertSums(
        rows,
        row -> key.equals(row.keyId()),
        database.usage().total(period, new UsageFilter(null, null, key, null)));
    assertSums(
        rows,
        row -> organization.equals(row.organizationId()) && "qwen3.5:14b".equals(row.model()),
        database.usage().total(period, new UsageFilter(organization, null, null, "qwen3.5:14b")));
  }

  @Test
  void breaksDownByEachGroupingTheGreatestFirst() {
    traffic.around(AUTUMN, 20, 300);
    List<RequestSummary> rows = ended();
    var period = new UsagePeriod(AUTUMN.minus(Duration.ofDays(2)), AUTUMN.plus(Duration.ofDays(2)));

    for (UsageGrouping by : UsageGrouping.values()) {
      List<UsageSlice> slices = slices(period, by);
      for (UsageSlice slice : slices) {
        assertSums(rows, row -> nameOf(slice.group()).equals(nameOf(by, row)), slice.sums());
      }
      for (int i = 1; i < slices.size(); i++) {
        Usd greater = slices.get(i - 1).sums().cost();
        assertTrue(greater.compareTo(slices.get(i).sums().cost()) >= 0, by.name());
      }
      assertEquals(rows.size(), slices.stream().mapToLong(slice -> slice.sums().requests()).sum());
    }
  }

  private List<UsageSlice> slices(UsagePeriod period, UsageGrouping by) {
    return database
        .usage()
        .report(period, UsageStep.DAY, UTC, UsageFilter.ALL, UsageGrouping.NONE, Set.of(by))
        .slices(by);
  }

  @ParameterizedTest
  @EnumSource(UsageStep.class)
  void reportsTheSameWhatIsReadTogetherAndWhatApart(UsageStep step) {
    traffic.around(AUTUMN, 20, 300);
    var period = new UsagePeriod(AUTUMN.minus(Duration.ofDays(1)), AUTUMN.plus(Duration.ofDays(9)));
    Usage usage = database.usage();
    for (OrganizationId organization : Arrays.asList(null, traffic.organizations.getFirst())) {
      UsageFilter filter = UsageFilter.of(organization);
      Set<UsageGrouping> beside = EnumSet.allOf(UsageGrouping.class);

      UsageReport report = usage.report(period, step, BERLIN, filter, UsageGrouping.MODEL, beside);

      assertTrue(report.total().requests() > 50);
      assertEquals(usage.total(period, filter), report.total());
      assertEquals(
          usage.series(period, step, BERLIN, filter, UsageGrouping.MODEL), report.series());
      for (UsageGrouping by : beside) {
        assertEquals(
            usage.series(period, step, BERLIN, filter, by).slices(), report.slices(by), by.name());
      }
      assertEquals(report.total(), report.slices(UsageGrouping.NONE).getFirst().sums());
    }
  }

  @Test
  void refusesASideThatWasNotAskedFor() {
    var day =
        UsagePeriod.days(LocalDate.parse("2026-10-25"), LocalDate.parse("2026-10-25"), BERLIN);
    UsageReport report =
        database
            .usage()
            .report(
                day,
                UsageStep.HOUR,
                BERLIN,
                UsageFilter.ALL,
                UsageGrouping.MODEL,
                Set.of(UsageGrouping.KEY));

    assertEquals(List.of(), report.slices(UsageGrouping.KEY));
    assertThrows(IllegalArgumentException.class, () -> report.slices(UsageGrouping.USER));
  }

  @Test
  void countsNothingForThePeriodBefore() {
    traffic.around(AUTUMN, 10, 100);
    var now = new UsagePeriod(AUTUMN.minus(Duration.ofDays(1)), AUTUMN.plus(Duration.ofDays(1)));

    UsagePeriod before = now.earlier(Duration.ofDays(2), UTC);

    assertEquals(ended().size(), database.usage().total(now, UsageFilter.ALL).requests());
    assertEquals(UsageSums.ZERO, database.usage().total(before, UsageFilter.ALL));
  }

  @Test
  void tellsWhatIsUsedWhenLast() {
    traffic.around(AUTUMN, 20, 300);
    List<RequestSummary> rows = ended();
    var recent =
        new UsagePeriod(AUTUMN.minus(Duration.ofHours(3)), AUTUMN.plus(Duration.ofDays(1)));

    var keys = database.usage().activityOfKeys(recent);
    assertEquals(traffic.keys.size(), keys.size());
    for (var key : traffic.keys) {
      assertActivity(rows, recent, row -> key.id().equals(row.keyId()), keys.get(key.id()));
    }
    var users = database.usage().activityOfUsers(recent);
    for (User user : traffic.users) {
      assertActivity(rows, recent, row -> user.name().equals(row.userName()), users.get(user.id()));
    }
    var organizations = database.usage().activityOfOrganizations(recent);
    for (OrganizationId id : traffic.organizations) {
      assertActivity(rows, recent, row -> id.equals(row.organizationId()), organizations.get(id));
    }
    assertEquals(
        List.of("gpt-5.4-mini", "gpt-6-luna", "qwen3.5:14b"), database.usage().models(null));
  }

  @Test
  void namesWhatHasBeenDeleted() {
    traffic.around(AUTUMN, 10, 100);
    User user = traffic.users.getFirst();
    database.users().delete(user.id());

    var slices =
        slices(
            UsagePeriod.days(LocalDate.parse("2026-10-20"), LocalDate.parse("2026-10-30"), UTC),
            UsageGrouping.USER);

    assertTrue(
        slices.stream()
            .anyMatch(
                slice ->
                    slice.group() instanceof UsageGroup.OfUser of
                        && of.name().equals(user.name())
                        && of.isDeleted()));
  }

  @Test
  void erasesTheSumsOfWhatIsPurgedAndCountsAnewAfterwards() {
    traffic.around(AUTUMN, 20, 200);
    var period = new UsagePeriod(AUTUMN.minus(Duration.ofDays(2)), AUTUMN.plus(Duration.ofDays(2)));

    database.users().purge(traffic.users.get(0).id());
    assertSums(ended(), _ -> true, database.usage().total(period, UsageFilter.ALL));
    database.providerKeys().purge(traffic.keys.get(1).id());
    assertSums(ended(), _ -> true, database.usage().total(period, UsageFilter.ALL));
    // The user's name is still refused, and those requests are on record.
    traffic.around(AUTUMN, 20, 100);
    assertSums(ended(), _ -> true, database.usage().total(period, UsageFilter.ALL));
    database.organizations().purge(traffic.organizations.get(1));
    assertSums(ended(), _ -> true, database.usage().total(period, UsageFilter.ALL));
    assertFalse(ended().isEmpty());
  }

  @Test
  void keepsOnlyTheGreatestGroupsApart() {
    traffic.around(AUTUMN, 20, 300);
    var days = UsagePeriod.days(LocalDate.parse("2026-10-23"), LocalDate.parse("2026-10-27"), UTC);
    UsageSeries all =
        database.usage().series(days, UsageStep.DAY, UTC, UsageFilter.ALL, UsageGrouping.USER);

    UsageSeries greatest = all.greatest(2);

    assertEquals(3, greatest.slices().size());
    assertEquals(new UsageGroup.Others(), greatest.slices().getLast().group());
    assertEquals(all.slices().subList(0, 2), greatest.slices().subList(0, 2));
    for (int i = 0; i < all.points().size(); i++) {
      assertEquals(
          all.points().get(i).total().requests(), greatest.points().get(i).total().requests());
    }
  }

  private List<RequestSummary> ended() {
    var rows = new ArrayList<RequestSummary>();
    RequestPage page = database.requests().page(RequestFilter.ALL, null, 1000);
    rows.addAll(page.rows());
    while (page.next() != null) {
      page = database.requests().page(RequestFilter.ALL, page.next(), 1000);
      rows.addAll(page.rows());
    }
    rows.removeIf(row -> row.status() == RequestStatus.PENDING);
    return rows;
  }

  private void assertSeries(
      List<RequestSummary> rows, UsagePeriod period, UsageStep step, ZoneId zone) {
    UsageSeries series =
        database.usage().series(period, step, zone, UsageFilter.ALL, UsageGrouping.MODEL);
    // Not by the code under test: the local clock of each row says which step it is in.
    Function<Instant, Object> localStep = moment -> localStep(moment, step, zone);
    Map<Object, List<RequestSummary>> byStep = new HashMap<>();
    rows.stream()
        .filter(row -> isIn(period, row))
        .forEach(
            row ->
                byStep
                    .computeIfAbsent(localStep.apply(row.createdAt()), _ -> new ArrayList<>())
                    .add(row));
    for (UsagePoint point : series.points()) {
      List<RequestSummary> those =
          byStep.getOrDefault(localStep.apply(point.period().from()), List.of());
      assertSums(those, _ -> true, point.total());
      point
          .groups()
          .forEach(
              (group, sums) ->
                  assertSums(
                      those, row -> nameOf(group).equals(nameOf(UsageGrouping.MODEL, row)), sums));
    }
    assertSums(rows, row -> isIn(period, row), database.usage().total(period, UsageFilter.ALL));
  }

  private static Object localStep(Instant moment, UsageStep step, ZoneId zone) {
    var local = moment.atZone(zone);
    return switch (step) {
      case HOUR -> local.toLocalDate() + "/" + local.getHour() + local.getOffset();
      case DAY -> local.toLocalDate();
      case WEEK -> (local.toLocalDate().toEpochDay() + 3) / 7;
      case MONTH -> local.getMonth();
    };
  }

  private static boolean isIn(UsagePeriod period, RequestSummary row) {
    return !row.createdAt().isBefore(period.from()) && row.createdAt().isBefore(period.to());
  }

  private static String nameOf(UsageGroup group) {
    return switch (group) {
      case UsageGroup.All _ -> "all";
      case UsageGroup.None _ -> "none";
      case UsageGroup.Others _ -> "others";
      case UsageGroup.OfModel(String name) -> name;
      case UsageGroup.OfOrganization of -> of.id().toString();
      case UsageGroup.OfUser of -> of.name();
      case UsageGroup.OfKey of -> of.id().toString();
    };
  }

  private static String nameOf(UsageGrouping by, RequestSummary row) {
    Object name =
        switch (by) {
          case NONE -> "all";
          case MODEL -> row.model();
          case ORGANIZATION -> row.organizationId();
          case USER -> row.userName();
          case KEY -> row.keyId();
        };
    return name == null ? "none" : name.toString();
  }

  private void assertActivity(
      List<RequestSummary> rows,
      UsagePeriod recent,
      Predicate<RequestSummary> which,
      @Nullable UsageActivity activity) {
    assertNotNull(activity);
    assertEquals(
        rows.stream()
            .filter(which)
            .map(RequestSummary::id)
            .max(Comparator.naturalOrder())
            .orElse(null),
        activity.last());
    assertSums(rows, which.and(row -> isIn(recent, row)), activity.recent());
    assertNull(UsageActivity.NONE.lastUsed());
  }

  private static void assertSums(
      List<RequestSummary> rows, Predicate<RequestSummary> which, UsageSums sums) {
    List<RequestSummary> those = rows.stream().filter(which).toList();
    assertEquals(those.size(), sums.requests());
    assertEquals(count(those, RequestStatus.FAILED), sums.failed());
    assertEquals(count(those, RequestStatus.CANCELLED), sums.cancelled());
    assertEquals(count(those, RequestStatus.INTERRUPTED), sums.interrupted());
    assertEquals(count(those, CostCertainty.ESTIMATED), sums.estimated());
    assertEquals(count(those, CostCertainty.UNKNOWN), sums.unknown());
    assertEquals(count(those, CostCertainty.UNPRICED), sums.unpriced());
    assertEquals(tokens(those), sums.tokens());
    assertEquals(
        0,
        sums.cost()
            .compareTo(
                new Usd(
                    those.stream().map(UsageTest::cost).reduce(BigDecimal.ZERO, BigDecimal::add))));
    var completed =
        those.stream()
            .filter(row -> row.status() == RequestStatus.COMPLETED)
            .filter(row -> row.route().equals("responses.create"))
            .toList();
    assertEquals(completed.size(), sums.durations().count());
    assertP95(completed, sums);
    assertEquals(
        completed.stream().filter(row -> row.streamed() && row.timeToFirstByte() != null).count(),
        sums.firstTokens().count());
  }

  private static void assertP95(List<RequestSummary> completed, UsageSums sums) {
    List<Duration> sorted =
        completed.stream().map(row -> assertNotNullDuration(row.duration())).sorted().toList();
    if (sorted.isEmpty()) {
      return;
    }
    double exact = sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1).toNanos();
    double told = sums.durations().quantile(0.95).orElseThrow().toNanos();
    assertEquals(exact, told, exact / 60);
  }

  private static Duration assertNotNullDuration(@Nullable Duration duration) {
    assertNotNull(duration);
    return duration;
  }

  private static BigDecimal cost(RequestSummary row) {
    Usd amount = row.cost().amount();
    return amount == null ? BigDecimal.ZERO : amount.amount();
  }

  private static long count(List<RequestSummary> rows, RequestStatus status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }

  private static long count(List<RequestSummary> rows, CostCertainty certainty) {
    return rows.stream().filter(row -> row.cost().certainty() == certainty).count();
  }

  private static TokenUsage tokens(List<RequestSummary> rows) {
    long[] sums = new long[6];
    for (RequestSummary row : rows) {
      TokenUsage usage = row.usage();
      if (usage != null) {
        sums[0] += usage.input();
        sums[1] += usage.cached();
        sums[2] += usage.cacheWrite();
        sums[3] += usage.output();
        sums[4] += usage.reasoning();
        sums[5] += usage.total();
      }
    }
    return new TokenUsage(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
  }
}
