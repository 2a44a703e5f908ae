package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.PACK;
import static dev.keyporter.db.generated.Tables.PACK_PIECE;
import static dev.keyporter.db.generated.Tables.PACK_RANGE;
import static dev.keyporter.db.generated.Tables.PACK_TEXT;
import static dev.keyporter.db.traffic.RecordSamples.ALICE;
import static dev.keyporter.db.traffic.RecordSamples.BOB;
import static dev.keyporter.db.traffic.RecordSamples.NOON;
import static dev.keyporter.db.traffic.RecordSamples.end;
import static dev.keyporter.db.traffic.RecordSamples.id;
import static dev.keyporter.db.traffic.RecordSamples.reference;
import static dev.keyporter.db.traffic.RecordSamples.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.account.RequestPurge;
import dev.keyporter.db.pack.BodyCodec;
import dev.keyporter.db.pack.PackErasure;
import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
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
final class PackedExchangesTest {
  private static final @Nullable UserId[] USERS = {ALICE, BOB, null};

  private final SQLDialect dialect;

  @TempDir Path folder;

  private RecordDatabase database;
  private UsageRecorder sums;
  private RequestLog log;
  private Requests requests;

  PackedExchangesTest(SQLDialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    database = new RecordDatabase(dialect, folder);
    sums = new UsageRecorder(database.transactions, () -> 3);
    requests = new Requests(database.transactions);
    restart();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** What a process knows of its packs it forgets when it ends. */
  private void restart() {
    log = new RequestLog(database.transactions, database.instance(), sums);
  }

  private static RecordEntry entry(int count, @Nullable UserId user, Exchange exchange) {
    return new RecordEntry.Ended(
        start(count, user, "m"), end(count), StoredExchange.of(exchange), List.of());
  }

  private int count(Table<?> table) {
    return database.transactions.<Integer>read(sql -> sql.fetchCount(table));
  }

  @Test
  void givesBackWhatWasSaidWhateverIsErasedBesides() {
    var random = new Random(7);
    var conversations = new Conversations(random);
    Map<Integer, Exchange> kept = new TreeMap<>();
    int count = 0;
    for (int round = 0; round < 30; round++) {
      var batch = new ArrayList<RecordEntry>();
      for (int i = 0; i <= random.nextInt(8); i++) {
        Exchange exchange = conversations.next(++count);
        kept.put(count, exchange);
        batch.add(entry(count, USERS[random.nextInt(3)], exchange));
      }
      log.write(batch);
      if (random.nextInt(3) == 0) {
        // As after a commit whose answer was lost, by the same process or by one that takes over.
        if (random.nextBoolean()) {
          restart();
        }
        log.write(batch);
      }
      if (random.nextInt(3) == 0) {
        erase(random, kept);
      }
    }
    assertTrue(count(PACK) > 3 && count(PACK_PIECE) > 20 && count(PACK_TEXT) > 20);
    kept.forEach(this::assertKept);

    eraseAll();
    assertEquals(0, count(PACK) + count(PACK_PIECE) + count(PACK_TEXT) + count(PACK_RANGE));
  }

  private void eraseAll() {
    erase(id -> DSL.trueCondition());
  }

  private void erase(PackErasure.Which which) {
    database.transactions.write(sql -> PackErasure.exchanges(sql, which));
  }

  private void erase(Random random, Map<Integer, Exchange> kept) {
    List<Integer> some = kept.keySet().stream().filter(_ -> random.nextInt(4) == 0).toList();
    List<Long> ids = some.stream().map(count -> id(count).value()).toList();
    some.forEach(kept::remove);
    erase(id -> id.in(ids));
  }

  private void assertKept(int count, Exchange exchange) {
    Exchange read = requests.exchange(id(count)).orElseThrow();
    assertArrayEquals(exchange.requestBody(), read.requestBody());
    assertArrayEquals(exchange.responseBody(), read.responseBody());
    assertEquals(exchange.promptText(), read.promptText());
    assertEquals(exchange.answerText(), read.answerText());
  }

  @Test
  void findsTheSameWordsAsInTheTextsThemselves() {
    var random = new Random(11);
    var conversations = new Conversations(random);
    Map<Integer, Exchange> kept = new TreeMap<>();
    for (int count = 1; count <= 60; count++) {
      Exchange exchange = conversations.next(count);
      kept.put(count, exchange);
      log.write(List.of(entry(count, ALICE, exchange)));
    }
    int several = 0;
    for (int i = 0; i < 60; i++) {
      String words = words(random, requireNonNull(kept.get(1 + random.nextInt(60))));
      several += words.indexOf('\n') < 0 ? 0 : 1;
      boolean negated = random.nextInt(4) == 0;
      List<RequestId> expected =
          kept.entrySet().stream()
              .filter(said -> says(said.getValue(), words) != negated)
              .map(said -> id(said.getKey()))
              .toList();
      assertEquals(expected.reversed(), found(words, negated), words);
    }
    assertTrue(several > 5);
  }

  private static String words(Random random, Exchange exchange) {
    String text =
        random.nextBoolean()
            ? String.valueOf(exchange.promptText())
            : String.valueOf(exchange.answerText());
    int from = random.nextInt(text.length());
    String words = text.substring(from, Math.min(text.length(), from + 2 + random.nextInt(30)));
    boolean isHalved = words.chars().anyMatch(c -> Character.isSurrogate((char) c));
    return words.isBlank() || isHalved ? "cat" : words.toUpperCase(Locale.ROOT);
  }

  private static boolean says(Exchange exchange, String words) {
    return (exchange.promptText() + "\r" + exchange.answerText())
        .toLowerCase(Locale.ROOT)
        .contains(words.toLowerCase(Locale.ROOT));
  }

  private List<RequestId> found(String words, boolean negated) {
    var found = new ArrayList<RequestId>();
    RequestId before = null;
    do {
      RequestPage page =
          requests.page(RequestFilter.of(new FilterTerm.Words(negated, words)), before, 7);
      page.rows().forEach(row -> found.add(row.id()));
      before = page.next();
    } while (before != null);
    return found;
  }

  /** A turn of one conversation, which says all that was said before and one message more. */
  private static Exchange turn(int turn) {
    var said = new StringBuilder();
    var input = new StringBuilder();
    for (int i = 1; i <= turn; i++) {
      String message = message(i);
      said.append(i == 1 ? "" : "\n").append(message);
      input.append(i == 1 ? "" : ",").append("{\"text\":\"").append(message).append("\"}");
    }
    String answer = "a" + message(turn);
    return new Exchange(
        id(turn),
        RecordSamples.ORGANIZATION,
        "",
        ("{\"input\":[" + input + "],\"turn" + turn + "\":1}").getBytes(UTF_8),
        "",
        ("{\"output\":\"" + answer + "\"}").getBytes(UTF_8),
        null,
        said.toString(),
        answer);
  }

  private static String message(int turn) {
    return ("message " + turn + " of many, ").repeat(300);
  }

  private void write(int... turns) {
    log.write(IntStream.of(turns).mapToObj(turn -> entry(turn, ALICE, turn(turn))).toList());
  }

  @Test
  void storesOnceWhatTurnsRepeat() {
    for (int turn = 1; turn <= 40; turn++) {
      write(turn);
    }
    assertEquals(1, count(PACK));
    assertEquals(80, count(PACK_TEXT));
    // Those of the prompts are one range, the answer another.
    assertEquals(80, count(PACK_RANGE));
    assertTrue(count(PACK_PIECE) < 50);
    assertKept(40, turn(40));
  }

  @Test
  void erasesWhatNoOtherRequestSays() {
    write(1, 2, 3);
    erase(id -> id.eq(id(2).value()));

    assertKept(1, turn(1));
    assertKept(3, turn(3));
    String left = stored();
    assertTrue(left.contains(message(2)), "turn 3 says it again");
    assertFalse(left.contains("a" + message(2)));
    assertFalse(left.contains("turn2"));
    assertTrue(left.contains("turn3"));
  }

  /** All that packs hold, readable. */
  private String stored() {
    return database.transactions.read(
        sql -> {
          var all = new StringBuilder();
          sql.selectFrom(PACK_TEXT).forEach(row -> all.append(row.getContent()).append('\n'));
          sql.selectFrom(PACK_PIECE)
              .forEach(
                  row ->
                      all.append(
                          new String(
                              row.getEncoding() == 1
                                  ? BodyCodec.decompress(row.getBytes())
                                  : row.getBytes(),
                              UTF_8)));
          return all.toString();
        });
  }

  @Test
  void beginsAnotherPackAfterSomethingWasTakenFromItsOwn() {
    write(1, 2);
    erase(id -> id.eq(id(2).value()));
    write(3);
    assertEquals(2, count(PACK));
    assertKept(1, turn(1));
    assertKept(3, turn(3));

    eraseAll();
    assertEquals(0, count(PACK));
    write(4);
    assertKept(4, turn(4));
  }

  @Test
  void doesNotWaitForWhoErases() {
    write(1);
    database.transactions.write(
        sql -> {
          sql.select(PACK.ID).from(PACK).forUpdate().fetch();
          write(2);
          return sql;
        });
    assertEquals(2, count(PACK));
    assertKept(2, turn(2));
  }

  @Test
  void beginsAnotherPackWhereAnEarlierStateCameBack() {
    write(1);
    long before = revision();
    write(2);
    database.transactions.write(
        sql -> {
          sql.deleteFrom(EXCHANGE).where(EXCHANGE.REQUEST_ID.eq(id(2).value())).execute();
          sql.deleteFrom(PACK_TEXT).where(PACK_TEXT.CONTENT.eq(message(2))).execute();
          return sql.update(PACK).set(PACK.REVISION, before).execute();
        });
    write(3);
    assertKept(1, turn(1));
    assertKept(3, turn(3));
  }

  private long revision() {
    return database.transactions.<Long>read(
        sql -> sql.select(PACK.REVISION).from(PACK).fetchSingle(PACK.REVISION));
  }

  @Test
  void doesNotRelyOnWhatWasRolledBack() {
    write(1);
    log.write(List.of(new RecordEntry.Referenced(reference(9, "resp_9", null))));
    // H2 refuses the first attempt, since the reference is there; the second writes it all.
    log.write(
        List.of(
            entry(2, ALICE, turn(2)), new RecordEntry.Referenced(reference(9, "resp_9", null))));
    write(3);
    for (int turn = 1; turn <= 3; turn++) {
      assertKept(turn, turn(turn));
    }
    assertEquals(6, count(PACK_TEXT));
  }

  @Test
  void twoProcessesAddToPacksOfTheirOwn() {
    var other = new RequestLog(database.transactions, database.instance(), sums);
    for (int turn = 1; turn <= 6; turn += 2) {
      write(turn);
      other.write(List.of(entry(turn + 1, ALICE, turn(turn + 1))));
    }
    assertEquals(2, count(PACK));
    for (int turn = 1; turn <= 6; turn++) {
      assertKept(turn, turn(turn));
    }
  }

  @Test
  void purgesAUsersPacksAndNobodyElses() {
    write(1, 2);
    log.write(List.of(entry(3, BOB, turn(3)), entry(4, null, turn(4))));

    database.transactions.write(sql -> RequestPurge.ofUser(sql, ALICE.value()));

    assertEquals(2, count(PACK));
    assertKept(3, turn(3));
    assertKept(4, turn(4));
  }

  @Test
  void retentionErasesTheOldestAndKeepsWhatTheOthersSay() {
    write(1, 2, 3);
    var expired = new ExpiredRecords(database.transactions);

    expired.eraseSome(new Retention(1, null), NOON);
    assertKept(1, turn(1));
    expired.eraseSome(new Retention(1, null), NOON.plus(Duration.ofDays(2)));

    assertEquals(0, count(PACK) + count(PACK_TEXT) + count(PACK_PIECE));
    assertTrue(requests.exchange(id(1)).isEmpty());
    assertTrue(requests.find(id(1)).isPresent());
  }

  @Test
  void endsAPackThatHasGrownLarge() {
    for (int round = 0; round < 5; round++) {
      var batch = new ArrayList<RecordEntry>();
      for (int i = 1; i <= 500; i++) {
        int count = round * 500 + i;
        batch.add(entry(count, ALICE, fresh(count)));
      }
      log.write(batch);
    }
    assertTrue(count(PACK) > 1);
    assertKept(1, fresh(1));
    assertKept(2500, fresh(2500));
  }

  private static Exchange fresh(int count) {
    String text = ("number " + count + " ").repeat(500);
    return new Exchange(
        id(count),
        RecordSamples.ORGANIZATION,
        "",
        ("{\"input\":\"" + text + "\"}").getBytes(UTF_8),
        "",
        "{}".getBytes(UTF_8),
        null,
        text,
        null);
  }
}
