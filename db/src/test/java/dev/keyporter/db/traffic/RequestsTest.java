package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.PROVIDER_KEY;
import static dev.keyporter.db.traffic.RecordSamples.ALICE;
import static dev.keyporter.db.traffic.RecordSamples.BOB;
import static dev.keyporter.db.traffic.RecordSamples.NOON;
import static dev.keyporter.db.traffic.RecordSamples.end;
import static dev.keyporter.db.traffic.RecordSamples.endWithoutUsage;
import static dev.keyporter.db.traffic.RecordSamples.exchange;
import static dev.keyporter.db.traffic.RecordSamples.id;
import static dev.keyporter.db.traffic.RecordSamples.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterParser;
import dev.keyporter.model.traffic.RatedRequest;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RatingCounts;
import dev.keyporter.model.traffic.RatingFilter;
import dev.keyporter.model.traffic.RequestDetail;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Route;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
final class RequestsTest {
  private final SQLDialect dialect;
  private final FilterParser parser =
      new FilterParser(Clock.fixed(NOON, ZoneOffset.UTC), ZoneOffset.UTC);

  @TempDir Path folder;

  private RecordDatabase database;
  private RequestLog log;
  private Requests requests;
  private Ratings ratings;

  RequestsTest(SQLDialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    database = new RecordDatabase(dialect, folder);
    log =
        new RequestLog(
            database.transactions,
            database.instance(),
            new UsageRecorder(database.transactions, () -> 0));
    requests = new Requests(database.transactions);
    ratings = new Ratings(database.transactions);
    var created = NOON.atOffset(ZoneOffset.UTC);
    var organization = RecordSamples.ORGANIZATION.value();
    database.transactions.write(
        context -> {
          context
              .insertInto(ORGANIZATION, ORGANIZATION.ID, ORGANIZATION.NAME, ORGANIZATION.CREATED_AT)
              .values(organization, "Northwind Labs", created)
              .execute();
          context
              .insertInto(
                  APP_USER,
                  APP_USER.ID,
                  APP_USER.ORGANIZATION_ID,
                  APP_USER.NAME,
                  APP_USER.CREATED_AT)
              .values(ALICE.value(), organization, "alice@example.com", created)
              .values(BOB.value(), organization, "100%_bob", created)
              .execute();
          context
              .insertInto(PROVIDER_KEY)
              .set(PROVIDER_KEY.ID, RecordSamples.KEY.value())
              .set(PROVIDER_KEY.ORGANIZATION_ID, organization)
              .set(PROVIDER_KEY.NAME, "Production")
              .set(PROVIDER_KEY.BASE_URL, "https://api.openai.com/v1")
              .set(PROVIDER_KEY.LAST_FOUR, "4f2a")
              .set(PROVIDER_KEY.SECRET, new byte[0])
              .set(PROVIDER_KEY.KEY_VERSION, 1L)
              .set(PROVIDER_KEY.CREATED_AT, created)
              .execute();
          context
              .insertInto(ACCESS_TOKEN)
              .set(ACCESS_TOKEN.ID, RecordSamples.TOKEN.value())
              .set(ACCESS_TOKEN.ORGANIZATION_ID, organization)
              .set(ACCESS_TOKEN.NAME, "laptop")
              .set(ACCESS_TOKEN.CREATED_AT, created)
              .set(ACCESS_TOKEN.EXPIRES_AT, created)
              .execute();
          return context;
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** 1: alice's, complete. 2: bob's, failed without usage. 3: nobody's, pending. */
  private void three() {
    log.write(
        List.of(
            new RecordEntry.Ended(
                start(1, ALICE, "gpt-5-mini"),
                end(1),
                StoredExchange.of(exchange(1, "{}", "{}")),
                List.of()),
            new RecordEntry.Ended(
                start(2, BOB, "o3"), endWithoutUsage(2, RequestStatus.FAILED), null, List.of()),
            new RecordEntry.Begun(start(3, null, "gpt-4o"))));
    ratings.rate(new Rating(id(1), RecordSamples.ORGANIZATION, ALICE, -1, "wrong", NOON));
  }

  private List<Integer> found(String text) {
    return numbers(requests.page(filter(text), null, 10).rows());
  }

  private RequestFilter filter(String text) {
    return parser.parse(text).filter().orElseThrow();
  }

  private static List<Integer> numbers(List<RequestSummary> rows) {
    return rows.stream().map(row -> (int) (row.id().value() & 0xFFF)).toList();
  }

  @Test
  void findsByEveryKey() {
    three();
    assertEquals(List.of(3, 2, 1), found(""));
    assertEquals(List.of(2), found("status:failed"));
    assertEquals(List.of(3, 2), found("status:failed,pending"));
    assertEquals(List.of(3, 1), found("-status:failed"));
    assertEquals(List.of(3, 1), found("model:GPT"));
    assertEquals(List.of(1), found("model:2026-08"));
    assertEquals(List.of(2), found("model:=o3"));
    assertEquals(List.of(), found("model:=O3"));
    assertEquals(List.of(), found("model:=gpt-5-mini-2026-08-07"), "not what was asked for");
    assertEquals(List.of(2), found("error:*"));
    assertEquals(List.of(2, 1), found("user:*"));
    assertEquals(List.of(3), found("-user:*"));
    assertEquals(List.of(3, 2, 1), found("key:* token:* session:* route:* org:*"));
    assertEquals(List.of(), found("-model:*"));
    assertEquals(List.of(1), found("user:ALICE"));
    assertEquals(List.of(2), found("user:%_"));
    assertEquals(List.of(1), found("user:" + ALICE));
    assertEquals(List.of(3, 2), found("-user:alice"));
    assertEquals(List.of(), found("user:nobody"));
    assertEquals(List.of(3, 2, 1), found("-user:nobody"));
    assertEquals(List.of(3, 2, 1), found("org:northwind key:prod token:lap session:sess_1"));
    assertEquals(List.of(), found("session:sess_2"));
    assertEquals(List.of(3, 2, 1), found("route:responses"));
    assertEquals(List.of(), found("route:chat"));
    assertEquals(List.of(1), found("cost:>0.0001"));
    assertEquals(List.of(1), found("cost:estimated"));
    assertEquals(List.of(), found("cost:exact"));
    assertEquals(List.of(3, 2), found("-cost:>0.0001"));
    assertEquals(List.of(1), found("tokens:150 input:100..200 output:<=50"));
    assertEquals(List.of(), found("tokens:>150"));
    assertEquals(List.of(1), found("duration:>98ms first:<13ms"));
    assertEquals(List.of(1), found("http:2xx"));
    assertEquals(List.of(2), found("error:COD"));
    assertEquals(List.of(1), found("rating:bad"));
    assertEquals(List.of(3, 2), found("rating:good,none"));
    assertEquals(List.of(), found("streamed:no"));
    assertEquals(List.of(2), found("id:" + id(2)));
    assertEquals(List.of(3, 1), found("-id:" + id(2)));
    assertEquals(List.of(1), found("\"A PROMPT\" answer"));
    assertEquals(List.of(3, 2), found("-prompt"));
    assertEquals(List.of(), found("a%prompt"));
  }

  @Test
  void findsWithinAPeriodToTheMicrosecond() {
    three();
    assertEquals(3, found("since:" + NOON).size());
    assertEquals(0, found("since:" + NOON.plusNanos(1000)).size());
    assertEquals(0, found("until:" + NOON).size());
    assertEquals(3, found("until:" + NOON.plusNanos(1000)).size());
  }

  @Test
  void saysHowFarItLookedWhenItsTimeIsUpAndGoesOnFromThere() {
    RequestStart rare = at(Duration.ofDays(300), "o3");
    log.write(List.of(new RecordEntry.Begun(rare)));
    for (int days = 0; days < 300; days += 3) {
      log.write(List.of(new RecordEntry.Begun(at(Duration.ofDays(days), "gpt-5"))));
    }
    List<RequestSummary> found = new ArrayList<>();
    RequestId next = null;
    Instant reached = Instant.MAX;
    int calls = 0;
    do {
      RequestPage page = requests.page(filter("model:o3"), next, 10, Duration.ZERO);
      found.addAll(page.rows());
      next = page.next();
      if (next != null) {
        assertTrue(page.reached().orElseThrow().isBefore(reached));
        reached = page.reached().orElseThrow();
      }
      calls++;
    } while (next != null);
    assertTrue(calls > 2, "in several calls: " + calls);
    assertEquals(List.of(rare.id()), found.stream().map(RequestSummary::id).toList());
  }

  private static RequestStart at(Duration before, String model) {
    Instant time = NOON.minus(before);
    return new RequestStart(
        RequestId.of(time.toEpochMilli(), 7, 1),
        RecordSamples.ORGANIZATION,
        ALICE,
        null,
        null,
        null,
        new Route("responses.create", true),
        model,
        false,
        time,
        1);
  }

  @Test
  void pagesThroughMatchesWithoutGapsOrRepeats() {
    for (int i = 1; i <= 5; i++) {
      log.write(List.of(new RecordEntry.Begun(start(i, i == 3 ? BOB : ALICE, "gpt-5"))));
    }
    RequestPage first = requests.page(filter("user:alice"), null, 2);
    RequestPage second = requests.page(filter("user:alice"), first.next(), 2);
    assertEquals(List.of(5, 4), numbers(first.rows()));
    assertEquals(List.of(2, 1), numbers(second.rows()));
    assertNotNull(second.next());
    assertNull(requests.page(filter("user:alice"), second.next(), 2).next());
  }

  @Test
  void namesWhoAndWhatTookPart() {
    three();
    RequestDetail detail = requests.detail(id(1)).orElseThrow();
    assertEquals("Northwind Labs", detail.organizationName());
    assertEquals("Production", detail.keyName());
    assertEquals("4f2a", detail.keyLastFour());
    assertEquals("laptop", detail.tokenName());
    assertEquals("alice@example.com", detail.summary().userName());
    assertEquals(1, detail.sessionRequests());
    Rating rating = detail.rating();
    assertNotNull(rating);
    assertEquals("wrong", rating.feedback());
    assertEquals(Optional.empty(), requests.detail(id(4)));
  }

  @Test
  void readsASessionFromItsBeginning() {
    three();
    assertEquals(List.of(1), numbers(requests.session(ALICE, "sess_1", 10)));
    assertEquals(List.of(1, 2, 3), numbers(requests.session(null, "sess_1", 10)));
    assertEquals(List.of(2, 3), numbers(requests.session(null, "sess_1", 2)));
    assertEquals(List.of(2, 1), numbers(requests.again(List.of(id(1), id(2), id(9)))));
    assertEquals(List.of(3, 2), numbers(requests.newer(RequestFilter.ALL, id(1), 10)));
  }

  @Test
  void followsWhatComesAndWhatEnds() {
    three();
    RequestPage page = requests.page(RequestFilter.ALL, null, 10);
    RequestTail tail = requests.follow(RequestFilter.ALL, page.rows());
    assertTrue(tail.poll().isEmpty());
    log.write(List.of(new RecordEntry.Begun(start(5))));
    assertEquals(List.of(5), numbers(tail.poll().arrived()));
    log.write(List.of(new RecordEntry.Begun(start(4)))); // another process was late
    assertEquals(List.of(4), numbers(tail.poll().arrived()));
    log.write(List.of(new RecordEntry.Ended(start(3), end(3), null, List.of())));
    RequestTail.Update update = tail.poll();
    assertEquals(List.of(3), numbers(update.changed()));
    assertEquals(RequestStatus.COMPLETED, update.changed().getFirst().status());
    assertEquals(List.of(), update.arrived());
    assertFalse(update.missed());
    assertTrue(tail.poll().isEmpty());
  }

  @Test
  void followsWhatComesToMatchWithItsEnd() {
    three();
    RequestFilter failed = filter("status:failed");
    RequestTail tail = requests.follow(failed, requests.page(failed, null, 10).rows());
    log.write(List.of(new RecordEntry.Begun(start(5, BOB, "o3"))));
    assertTrue(tail.poll().isEmpty());
    var failure = endWithoutUsage(5, RequestStatus.FAILED);
    log.write(List.of(new RecordEntry.Ended(start(5, BOB, "o3"), failure, null, List.of())));
    assertEquals(List.of(5), numbers(tail.poll().arrived()));
    assertTrue(tail.poll().isEmpty());
  }

  @Test
  void suggestsWhatTheRecordKnows() {
    three();
    assertEquals(List.of("alice@example.com"), requests.suggestions(FilterKey.USER, "ALI", 5));
    assertEquals(List.of("gpt-4o", "gpt-5-mini"), requests.suggestions(FilterKey.MODEL, "gpt", 5));
    assertEquals(List.of("failed"), requests.suggestions(FilterKey.STATUS, "fai", 5));
  }

  @Test
  void countsAndListsRatings() {
    three();
    rate(2, BOB, 1);
    rate(3, null, -1);
    var overview = new RatingOverview(database.transactions);
    List<RatedRequest> bad = overview.page(RatingFilter.BAD, null, 10);
    assertEquals(List.of(3, 1), numbers(bad.stream().map(RatedRequest::request).toList()));
    assertEquals("wrong", bad.getLast().rating().feedback());
    assertEquals(1, overview.page(RatingFilter.ALL, id(2), 10).size());
    assertEquals(Optional.of(id(1)), overview.older(RatingFilter.BAD, id(3)));
    assertEquals(Optional.of(id(3)), overview.newer(RatingFilter.BAD, id(1)));
    assertEquals(Optional.empty(), overview.older(RatingFilter.BAD, id(1)));
    assertEquals(
        Map.of(LocalDate.parse("2026-11-21"), new RatingCounts(1, 2)),
        overview.byDay(RatingFilter.ALL, ZoneOffset.ofHours(12)));
    assertEquals(
        Map.of(
            "gpt-5-mini", new RatingCounts(0, 1),
            "o3", new RatingCounts(1, 0),
            "gpt-4o", new RatingCounts(0, 1)),
        overview.byModel(RatingFilter.ALL));
    assertEquals(
        List.of(new RatingCounts(0, 1), new RatingCounts(0, 1)),
        overview.byUser(RatingFilter.BAD).stream().map(user -> user.counts()).toList());
    assertEquals(
        List.of(),
        overview.page(new RatingFilter(null, null, NOON.plusSeconds(1), null), null, 10));
    assertTrue(ratings.remove(id(1)));
    assertFalse(ratings.remove(id(1)));
    assertEquals(List.of(), found("rating:bad user:alice"));
  }

  private void rate(int count, @Nullable UserId user, int value) {
    ratings.rate(new Rating(id(count), RecordSamples.ORGANIZATION, user, value, null, NOON));
  }
}
