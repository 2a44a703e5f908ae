package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.ACCESS_TOKEN;
import static dev.keyporter.db.generated.Tables.APP_USER;
import static dev.keyporter.db.generated.Tables.BODY_PIECE;
import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.INSTANCE;
import static dev.keyporter.db.generated.Tables.ORGANIZATION;
import static dev.keyporter.db.generated.Tables.PROVIDER_REFERENCE;
import static dev.keyporter.db.traffic.RecordSamples.ALICE;
import static dev.keyporter.db.traffic.RecordSamples.BOB;
import static dev.keyporter.db.traffic.RecordSamples.COST;
import static dev.keyporter.db.traffic.RecordSamples.NOON;
import static dev.keyporter.db.traffic.RecordSamples.TOKEN;
import static dev.keyporter.db.traffic.RecordSamples.USAGE;
import static dev.keyporter.db.traffic.RecordSamples.end;
import static dev.keyporter.db.traffic.RecordSamples.endWithoutUsage;
import static dev.keyporter.db.traffic.RecordSamples.exchange;
import static dev.keyporter.db.traffic.RecordSamples.id;
import static dev.keyporter.db.traffic.RecordSamples.reference;
import static dev.keyporter.db.traffic.RecordSamples.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.account.AdminChange;
import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RedactionRule;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jooq.SQLDialect;
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
final class RequestLogTest {
  private final SQLDialect dialect;

  @TempDir Path folder;

  private RecordDatabase database;
  private UsageRecorder sums;
  private RequestLog log;
  private Requests requests;

  RequestLogTest(SQLDialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    database = new RecordDatabase(dialect, folder);
    sums = new UsageRecorder(database.transactions, () -> 3);
    log = new RequestLog(database.transactions, database.instance(), sums);
    requests = new Requests(database.transactions);
    database.transactions.write(
        context -> {
          var created = NOON.atOffset(ZoneOffset.UTC);
          context
              .insertInto(ORGANIZATION, ORGANIZATION.ID, ORGANIZATION.NAME, ORGANIZATION.CREATED_AT)
              .values(RecordSamples.ORGANIZATION.value(), "Acme", created)
              .execute();
          context
              .insertInto(
                  APP_USER,
                  APP_USER.ID,
                  APP_USER.ORGANIZATION_ID,
                  APP_USER.NAME,
                  APP_USER.CREATED_AT)
              .values(ALICE.value(), RecordSamples.ORGANIZATION.value(), "alice", created)
              .values(BOB.value(), RecordSamples.ORGANIZATION.value(), "bob", created)
              .execute();
          return context;
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void listsABegunRequestAsPending() {
    log.write(List.of(new RecordEntry.Begun(start(1))));

    RequestSummary row = find(1);
    assertEquals(RequestStatus.PENDING, row.status());
    assertEquals("alice", row.userName());
    assertEquals("responses.create", row.route());
    assertEquals(NOON, row.createdAt());
    assertEquals(CostCertainty.UNKNOWN, row.cost().certainty());
    assertNull(row.usage());
    assertNull(row.duration());
  }

  @Test
  void keepsEveryColumnOfAnEnd() {
    log.write(List.of(new RecordEntry.Begun(start(1))));
    log.write(List.of(ended(1)));

    assertComplete(find(1));
  }

  @Test
  void insertsAnEndWhoseBeginningIsMissing() {
    log.write(List.of(ended(1)));

    assertComplete(find(1));
  }

  @Test
  void collapsesBeginningAndEndOfOneBatch() {
    log.write(List.of(new RecordEntry.Begun(start(1)), ended(1), new RecordEntry.Begun(start(2))));

    assertComplete(find(1));
    assertEquals(RequestStatus.PENDING, find(2).status());
  }

  @Test
  void writesARefusedRequestAtOnce() {
    var end = endWithoutUsage(1, RequestStatus.FAILED);
    log.write(
        List.of(new RecordEntry.Whole(start(1), end, StoredExchange.of(exchange(1, "{", "{}")))));

    assertEquals(RequestStatus.FAILED, find(1).status());
    assertTrue(requests.exchange(id(1)).isPresent());
  }

  @Test
  void leavesWhatIsThereWhenABatchIsWrittenAgain() {
    List<RecordEntry> batch =
        List.of(
            new RecordEntry.Begun(start(1)),
            new RecordEntry.Begun(start(2)),
            new RecordEntry.Referenced(reference(2, "resp_2", null)),
            ended(2),
            new RecordEntry.Whole(start(3), endWithoutUsage(3, RequestStatus.FAILED), null));
    log.write(batch);
    log.write(batch);
    log.write(List.of(ended(1)));
    log.write(batch);

    assertComplete(find(1));
    assertComplete(find(2));
    assertEquals(3, requests.page(RequestFilter.ALL, null, 10).rows().size());
    assertEquals(
        2, database.transactions.<Integer>read(context -> context.fetchCount(PROVIDER_REFERENCE)));
  }

  @Test
  void endsAPendingRowThroughAWholeWrittenAfterAnAmbiguousFailure() {
    log.write(List.of(new RecordEntry.Begun(start(1))));
    log.write(List.of(new RecordEntry.Begun(start(1)), ended(1)));

    assertComplete(find(1));
  }

  @Test
  void anEndOverridesInterrupted() {
    log.write(List.of(new RecordEntry.Begun(start(1)), new RecordEntry.Begun(start(2))));
    assertEquals(2, interrupt(0));
    assertEquals(RequestStatus.INTERRUPTED, find(1).status());

    log.write(List.of(ended(1)));

    assertComplete(find(1));
    assertEquals(RequestStatus.INTERRUPTED, find(2).status());
  }

  @Test
  void interruptsOnlyPendingRequestsOfTheProcessAboveItsMark() {
    var other = new RequestLog(database.transactions, new UUID(9, 8), sums);
    other.write(List.of(new RecordEntry.Begun(start(5))));
    log.write(List.of(new RecordEntry.Begun(start(1)), new RecordEntry.Begun(start(3)), ended(4)));

    assertEquals(1, interrupt(id(2).value()));

    assertEquals(RequestStatus.PENDING, find(1).status());
    assertEquals(RequestStatus.INTERRUPTED, find(3).status());
    assertEquals(RequestStatus.COMPLETED, find(4).status());
    assertEquals(RequestStatus.PENDING, find(5).status());
  }

  @Test
  void storesWhatIsTooLongCutAndWhatPostgresRefusesReplaced() {
    var whole = end(1);
    var end =
        new RequestEnd(
            whole.id(),
            RequestStatus.FAILED,
            500,
            "a\0b",
            "x".repeat(1999) + "\uD83D\uDE00",
            whole.servedModel(),
            whole.serviceTier(),
            whole.responseId(),
            whole.upstreamRequestId(),
            null,
            null,
            Duration.ofSeconds(1),
            null,
            "r".repeat(9000),
            COST,
            0);
    log.write(List.of(new RecordEntry.Ended(start(1), end, null, List.of())));

    assertEquals("a\uFFFDb", find(1).errorCode());
    assertEquals("x".repeat(1999), find(1).errorMessage());
    assertEquals("r".repeat(8000), find(1).rawUsage());
  }

  @Test
  void keepsLongBodiesInPiecesThatGoWithThem() {
    var random = new Random(1);
    for (int length :
        new int[] {
          BodyPieces.SIZE - 1, BodyPieces.SIZE, BodyPieces.SIZE + 1, 3 * BodyPieces.SIZE
        }) {
      var body = new byte[length];
      random.nextBytes(body);
      var other = new byte[length / 2];
      random.nextBytes(other);
      var exchange =
          new Exchange(id(1), RecordSamples.ORGANIZATION, "", body, "", other, null, null, null);
      write(exchange);
      // An attempt whose outcome nobody learned is made again.
      write(exchange);
      Exchange read = requests.exchange(id(1)).orElseThrow();
      assertArrayEquals(body, read.requestBody());
      assertArrayEquals(other, read.responseBody());
      database.transactions.write(context -> context.deleteFrom(EXCHANGE).execute());
      int left = database.transactions.read(context -> context.fetchCount(BODY_PIECE));
      assertEquals(0, left);
    }
  }

  @Test
  void givesBodiesBackAsTheyCame() {
    var random = new byte[5_000_000];
    new Random(1).nextBytes(random);
    var text = "data: {\"delta\":\"again\"}\n\n".repeat(200_000);
    var times = new EventTimes();
    times.add(27, 1_000);
    times.add(5_400_000, 3_000_000_000L);
    write(exchange(1, "", ""));
    write(exchange(2, "{}", text));
    write(
        new Exchange(
            id(3),
            RecordSamples.ORGANIZATION,
            "A: b",
            random,
            "C: d",
            new byte[] {0, -1},
            times,
            null,
            null));

    assertEquals(0, requests.exchange(id(1)).orElseThrow().requestBody().length);
    Exchange second = requests.exchange(id(2)).orElseThrow();
    assertEquals(text, new String(second.responseBody(), UTF_8));
    assertEquals("a prompt", second.promptText());
    assertNull(second.eventTimes());
    Exchange third = requests.exchange(id(3)).orElseThrow();
    assertArrayEquals(random, third.requestBody());
    assertArrayEquals(new byte[] {0, -1}, third.responseBody());
    EventTimes read = Objects.requireNonNull(third.eventTimes());
    assertEquals(2, read.size());
    assertEquals(5_400_000, read.end(1));
    assertEquals(3_000_000_000L, read.micros(1));
    assertTrue(requests.exchange(id(4)).isEmpty());
  }

  @Test
  void pagesFromTheNewestWithoutGapsOrRepeats() {
    for (int i = 1; i <= 5; i++) {
      log.write(List.of(new RecordEntry.Begun(start(i))));
    }
    List<RequestSummary> first = requests.page(RequestFilter.ALL, null, 2).rows();
    log.write(List.of(new RecordEntry.Begun(start(6))));
    List<RequestSummary> second = requests.page(RequestFilter.ALL, first.getLast().id(), 2).rows();
    List<RequestSummary> third = requests.page(RequestFilter.ALL, second.getLast().id(), 2).rows();

    assertEquals(List.of(id(5), id(4)), ids(first));
    assertEquals(List.of(id(3), id(2)), ids(second));
    assertEquals(List.of(id(1)), ids(third));
  }

  @Test
  void listsOnlyWhatAFilterAsksFor() {
    log.write(
        List.of(
            new RecordEntry.Begun(start(1, ALICE, "gpt-5")),
            new RecordEntry.Begun(start(2, BOB, "gpt-5")),
            ended(3)));

    assertEquals(
        List.of(id(2)), listed(RequestFilter.of(FilterTerm.Text.exactly(FilterKey.USER, "bob"))));
    assertEquals(
        List.of(id(2), id(1)),
        listed(RequestFilter.of(FilterTerm.Text.exactly(FilterKey.MODEL, "gpt-5"))));
    assertEquals(
        List.of(id(3)),
        listed(RequestFilter.of(FilterTerm.Text.part(FilterKey.MODEL, "gpt-5-mini-2026-08-07"))));
    assertEquals(
        List.of(id(3)),
        listed(RequestFilter.of(FilterTerm.Choice.status(RequestStatus.COMPLETED))));
    assertEquals(3, listed(RequestFilter.of(new FilterTerm.Since(NOON))).size());
    assertEquals(List.of(), listed(RequestFilter.of(new FilterTerm.Since(NOON.plusMillis(1)))));
    assertEquals(
        3,
        listed(
                RequestFilter.of(
                    FilterTerm.Text.exactly(FilterKey.ORG, RecordSamples.ORGANIZATION.toString())))
            .size());
  }

  @Test
  void showsAReferenceToItsOwnerAndOneOfTheOrganizationToEveryone() {
    log.write(
        List.of(
            new RecordEntry.Ended(start(1), end(1), null, List.of()),
            new RecordEntry.Referenced(reference(1, "resp_x", null)),
            new RecordEntry.Referenced(reference(2, "resp_x", ALICE)),
            new RecordEntry.Referenced(reference(3, "resp_y", ALICE))));

    assertEquals(id(2), visible("resp_x", ALICE).orElseThrow().requestId());
    assertEquals(id(1), visible("resp_x", BOB).orElseThrow().requestId());
    assertTrue(visible("resp_y", BOB).isEmpty());
    assertTrue(visible("resp_z", ALICE).isEmpty());
    assertTrue(visible("resp_\0", ALICE).isEmpty());
    assertEquals(
        id(1), requests.findByResponseId("resp_x", RecordSamples.ORGANIZATION).orElseThrow().id());
  }

  @Test
  void replacesARating() {
    log.write(List.of(ended(1)));
    var ratings = new Ratings(database.transactions);
    ratings.rate(new Rating(id(1), RecordSamples.ORGANIZATION, ALICE, -1, "wrong", NOON));
    var better = new Rating(id(1), RecordSamples.ORGANIZATION, ALICE, 1, null, NOON.plusMillis(5));
    ratings.rate(better);

    assertEquals(better, ratings.find(id(1)).orElseThrow());
    assertEquals(1, find(1).rating());
    assertTrue(ratings.find(id(2)).isEmpty());
  }

  @Test
  void completesUsageOnlyWhereItIsUnknown() {
    log.write(
        List.of(
            new RecordEntry.Ended(
                start(1), endWithoutUsage(1, RequestStatus.COMPLETED), null, List.of()),
            ended(2),
            new RecordEntry.Begun(start(3))));

    assertTrue(complete(1));
    assertFalse(complete(1));
    assertFalse(complete(2));
    assertFalse(complete(3));
    assertEquals(USAGE, find(1).usage());
    assertEquals(COST, find(1).cost());
  }

  @Test
  void notesWhenATokenWasUsedAndTheOldestOpenRequest() {
    database.transactions.write(
        context ->
            context
                .insertInto(ACCESS_TOKEN)
                .set(ACCESS_TOKEN.ID, TOKEN.value())
                .set(ACCESS_TOKEN.ORGANIZATION_ID, RecordSamples.ORGANIZATION.value())
                .set(ACCESS_TOKEN.NAME, "a token")
                .set(ACCESS_TOKEN.CREATED_AT, NOON.atOffset(ZoneOffset.UTC))
                .set(ACCESS_TOKEN.EXPIRES_AT, NOON.atOffset(ZoneOffset.UTC))
                .execute());
    Instant later = NOON.plusSeconds(1);
    log.write(
        List.of(
            new RecordEntry.TokenUsed(TOKEN, BOB, NOON),
            new RecordEntry.TokenUsed(TOKEN, ALICE, later),
            new RecordEntry.OldestOpen(id(3))));

    var token = database.transactions.read(context -> context.fetchSingle(ACCESS_TOKEN));
    assertEquals(later, token.getLastUsedAt().toInstant());
    assertEquals(ALICE.value(), token.getLastUsedBy());
    var instance =
        database.transactions.read(
            context -> context.fetchSingle(INSTANCE, INSTANCE.ID.eq(database.instance())));
    assertEquals(id(3).value(), instance.getOldestOpen());
  }

  @Test
  void keepsRedactionRulesOfOneOrganizationAndOfAll() {
    var rules = new RedactionRules(database.transactions, database.adminLog);
    var mine =
        new RedactionRule(
            new UUID(1, 1), RecordSamples.ORGANIZATION, "cards", "\\d{16}", "[card]", NOON);
    var everyones =
        new RedactionRule(new UUID(1, 2), null, "mail", "\\S+@\\S+", "[mail]", NOON.plusMillis(1));
    rules.create(mine);
    rules.create(everyones);

    assertEquals(List.of(mine, everyones), rules.of(RecordSamples.ORGANIZATION));
    assertTrue(rules.delete(mine.id()));
    assertFalse(rules.delete(mine.id()));
    assertEquals(List.of(everyones), rules.of(RecordSamples.ORGANIZATION));
    assertEquals(
        List.of("redaction_rule.delete", "redaction_rule.create", "redaction_rule.create"),
        database.adminLog.list(Long.MAX_VALUE, 9).stream().map(AdminChange::action).toList());
  }

  @Test
  void syncsWithoutComplaint() {
    log.write(List.of(ended(1)));
    log.sync();
  }

  private static RecordEntry.Ended ended(int count) {
    return new RecordEntry.Ended(
        start(count),
        end(count),
        StoredExchange.of(exchange(count, "{\"input\":\"hi\"}", "{\"output\":\"hello\"}")),
        List.of(reference(count, "resp_" + count, null)));
  }

  private void write(Exchange exchange) {
    int count = (int) (exchange.id().value() & 0xfff);
    log.write(
        List.of(
            new RecordEntry.Ended(
                start(count), end(count), StoredExchange.of(exchange), List.of())));
  }

  private int interrupt(long oldestOpen) {
    return database.transactions.write(
        context -> new InterruptedRequests(sums).mark(context, database.instance(), oldestOpen));
  }

  private Optional<ProviderReference> visible(String id, UserId user) {
    return new ProviderReferences(database.transactions, () -> {})
        .find(id, ProviderReference.Kind.RESPONSE, RecordSamples.ORGANIZATION, user);
  }

  private boolean complete(int count) {
    return new LateUsage(database.transactions, sums)
        .complete(
            id(count),
            USAGE,
            "{}",
            "gpt-5-mini-2026-08-07",
            "default",
            asked -> {
              assertEquals(new Creator("gpt-5-mini", "flex", NOON), asked);
              return COST;
            });
  }

  private List<RequestId> listed(RequestFilter filter) {
    return ids(requests.page(filter, null, 10).rows());
  }

  private static List<RequestId> ids(List<RequestSummary> rows) {
    return rows.stream().map(RequestSummary::id).toList();
  }

  private static void assertComplete(RequestSummary row) {
    assertEquals(
        new RequestSummary(
            row.id(),
            RecordSamples.ORGANIZATION,
            ALICE,
            "alice",
            TOKEN,
            RecordSamples.KEY,
            "sess_1",
            "responses.create",
            new Target("POST", "/v1/responses?x=1"),
            "gpt-5-mini",
            "gpt-5-mini-2026-08-07",
            "default",
            "flex",
            true,
            RequestStatus.COMPLETED,
            200,
            null,
            null,
            "resp_" + (row.id().value() & 0xfff),
            "req_upstream",
            NOON,
            Duration.ofNanos(3_000_000),
            Duration.ofNanos(12_345_000),
            Duration.ofNanos(98_765_000),
            USAGE,
            "{\"input_tokens\":100}",
            COST,
            1024L,
            2048L,
            null),
        row);
  }

  private RequestSummary find(int count) {
    return requests.find(id(count)).orElseThrow();
  }
}
