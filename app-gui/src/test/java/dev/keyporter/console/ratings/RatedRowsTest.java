package dev.keyporter.console.ratings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyporter.console.fixture.Fixture;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.testing.ListedRows;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.RatingCounts;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.UserRatings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each share of Ratings is of as many requests as its link leads to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RatedRowsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu"); // 45 minutes beside the hour.

  private final Times times = new Times(Clock.fixed(Fixture.NOW, ZONE), ZONE);
  private Database database;

  @BeforeAll
  void record(@TempDir Path directory) {
    var settings = new DatabaseSettings.EmbeddedH2(directory);
    Fixture.write(settings, new Fixture.Plan(1500, 0, Fixture.NOW));
    database = Database.open(settings, times.clock());
  }

  @AfterAll
  void close() {
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void everybodysSharesCountTheRowsTheyLeadTo(Period period) {
    assertCounted(new RatingsQuery(period, null, null, null, 1), List.of());
  }

  @ParameterizedTest
  @EnumSource
  void anOrganizationsSharesCountTheRowsTheyLeadTo(Period period) {
    for (Organization organization : database.organizations().list()) {
      assertCounted(
          new RatingsQuery(period, organization.id(), null, null, 1),
          List.of(new RequestsOf(FilterKey.ORG, organization.name(), organization.id().value())));
    }
  }

  private void assertCounted(RatingsQuery query, List<RequestsOf> owner) {
    RatingsAnswer answer = query.ask(database, times);
    assertFalse(answer.isAnyThere() && query.period() == Period.ALL && answer.byDay().isEmpty());
    for (Map.Entry<String, RatingCounts> model : answer.byModel().entrySet()) {
      assertCounted(query.rows(model.getKey(), times), owner, model.getValue());
    }
    for (UserRatings user : answer.byUser()) {
      List<RequestsOf> things =
          Stream.concat(owner.stream(), RatingsQuery.thing(user).stream()).toList();
      if (user.userId() != null) {
        assertCounted(query.rows(times), things, user.counts());
      }
    }
  }

  private void assertCounted(RequestFilter filter, List<RequestsOf> things, RatingCounts counts) {
    RequestFilter rows = RequestsOf.filter(database.requests(), filter, things, List.of());
    assertEquals(counts.total(), ListedRows.count(database, rows, times), () -> rows.text(ZONE));
  }
}
