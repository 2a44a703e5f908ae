package dev.keyporter.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.fixture.Fixture;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.testing.ListedRows;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePoint;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageSums;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each figure of Overview is the number of rows that its link leads to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu"); // 45 minutes beside the hour.
  private static final int NAMESAKES = 3;

  private final Times times = new Times(Clock.fixed(Fixture.NOW, ZONE), ZONE);
  private Database database;

  @BeforeAll
  void record(@TempDir Path directory) {
    var settings = new DatabaseSettings.EmbeddedH2(directory);
    Fixture.write(settings, new Fixture.Plan(1500, 0, Fixture.NOW));
    database = Database.open(settings, times.clock());
    // Two of everything bear the same name.
    var batch = new ArrayList<RecordEntry>();
    for (int i = 0; i < NAMESAKES; i++) {
      batch.add(namesake(database.organizations().create("Namesake"), i));
    }
    Organization counts = database.organizations().create("Keeps counts only");
    for (int i = 0; i < 2 * NAMESAKES; i++) {
      batch.add(nameless(counts, NAMESAKES + i));
    }
    database.requestLog().write(batch);
  }

  private RecordEntry namesake(Organization organization, int count) {
    var user = database.users().create(organization.id(), "namesake");
    var key =
        database
            .providerKeys()
            .create(
                organization.id(),
                NewProviderKey.openai(new KeyScope.Shared(), "Namesake"),
                new Secret("sk-namesake"));
    return whole(organization, user.id(), key.id(), "gpt-5", count);
  }

  /** Without a user, key or model: what served them says only the answer. */
  private static RecordEntry nameless(Organization organization, int count) {
    return whole(organization, null, null, null, count);
  }

  private static RecordEntry whole(
      Organization organization,
      @Nullable UserId user,
      @Nullable ProviderKeyId key,
      @Nullable String model,
      int count) {
    Instant at = Fixture.NOW.minus(Duration.ofMinutes(count + 1L));
    RequestId id = RequestId.of(at.toEpochMilli(), 9, count);
    var start =
        new RequestStart(
            id,
            organization.id(),
            user,
            null,
            key,
            null,
            new Route("responses.create", true),
            model,
            false,
            at,
            1);
    var end =
        new RequestEnd(
            id,
            count == 0 ? RequestStatus.FAILED : RequestStatus.COMPLETED,
            200,
            null,
            null,
            // An alias was asked for, and another name of it served.
            "gpt-5.5",
            null,
            null,
            null,
            null,
            null,
            Duration.ofMillis(5),
            null,
            null,
            Cost.NONE,
            1);
    return new RecordEntry.Whole(start, end, null);
  }

  @AfterAll
  void close() {
    database.close();
  }

  static Stream<Span> spans() {
    LocalDate today = LocalDate.ofInstant(Fixture.NOW, ZONE);
    return Stream.of(
        Span.Last.DAY,
        Span.Last.MONTH,
        Span.Last.YEAR,
        new Span.Days(today.minusDays(3), today.minusDays(2)));
  }

  @ParameterizedTest
  @MethodSource("spans")
  void tilesBarsAndTheListOfFailuresCountTheRowsTheyLeadTo(Span span) {
    Glance glance = glance(span, null, UsageGrouping.MODEL);
    assertCounted(glance, glance.totals().now(), RowsOf.period(glance.period(), Fixture.NOW));
    for (UsagePoint point : glance.series().points()) {
      if (point.total().requests() > 0) {
        assertCounted(glance, point.total(), RowsOf.period(point.period(), Fixture.NOW));
      }
    }
  }

  @Test
  void anOrganizationsFiguresAreThoseOfItsRowsAndOfNoNamesakes() {
    for (Organization organization : database.organizations().list()) {
      Glance glance = glance(Span.Last.MONTH, organization, UsageGrouping.USER);

      assertCounted(glance, glance.totals().now(), RowsOf.period(glance.period(), Fixture.NOW));
    }
  }

  @ParameterizedTest
  @MethodSource("spans")
  void linesOfTheLegendAndTheListsCountTheRowsTheyLeadTo(Span span) {
    var told = new HashSet<Class<?>>();
    for (UsageGrouping grouping :
        List.of(
            UsageGrouping.MODEL,
            UsageGrouping.ORGANIZATION,
            UsageGrouping.USER,
            UsageGrouping.KEY)) {
      Glance glance = glance(span, null, grouping);
      for (int most : new int[] {0, 2, 4, Integer.MAX_VALUE - 1}) {
        List<UsageSlice> slices = glance.series().greatest(most).slices();
        List<UsageGroup> all = slices.stream().map(UsageSlice::group).toList();
        for (UsageSlice slice : slices) {
          told.add(slice.group().getClass());
          assertLeadsToItsRows(glance, slice, all);
        }
      }
    }
    assertTrue(told.contains(UsageGroup.Others.class), told.toString());
    assertEquals(span instanceof Span.Last, told.contains(UsageGroup.None.class), told.toString());
  }

  private void assertLeadsToItsRows(Glance glance, UsageSlice slice, List<UsageGroup> all) {
    UsageGroup group = slice.group();
    RequestFilter rows =
        RowsOf.group(
            RowsOf.period(glance.period(), Fixture.NOW), group, glance.query().grouping(), all);
    assertCounted(
        glance,
        slice.sums(),
        RequestsOf.filter(
            database.requests(),
            rows,
            RowsOf.thing(group).stream().toList(),
            RowsOf.except(group, all)));
  }

  private Glance glance(Span span, @Nullable Organization organization, UsageGrouping grouping) {
    return Glance.read(
        database,
        times,
        new Query(organization == null ? null : organization.id(), span, grouping));
  }

  private void assertCounted(Glance glance, UsageSums sums, RequestFilter filter) {
    RequestFilter rows =
        RequestsOf.filter(database.requests(), filter, glance.organization(), List.of());
    assertEquals(
        ListedRows.count(database, rows, times),
        sums.requests(),
        () -> "requests: " + rows.text(ZONE));
    assertEquals(
        ListedRows.count(database, RowsOf.errors(rows), times),
        sums.errors(),
        () -> "errors: " + rows.text(ZONE));
  }
}
