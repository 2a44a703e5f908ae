package dev.keyporter.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.refusal.RefusalBatch;
import dev.keyporter.db.refusal.Refusals;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.refusal.RefusalGroups;
import dev.keyporter.model.refusal.RefusedRequests;
import dev.keyporter.model.refusal.RevokedUse;
import dev.keyporter.model.traffic.Retention;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of refused requests; run on each kind of database. */
abstract class RefusalSuite {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path directory;
  private Database database;

  abstract DatabaseSettings settings();

  @BeforeEach
  void open() {
    database = Database.open(settings(), CLOCK);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static RefusalCount count(
      String cause, @Nullable AccessToken token, String address, String program, Instant when) {
    var group =
        new RefusalGroup(
            LocalDate.ofInstant(when, ZoneOffset.UTC),
            cause,
            token == null ? null : token.id(),
            token == null ? null : token.organizationId(),
            address,
            program);
    return RefusalCount.one(group, 401, "POST /v1/responses", when);
  }

  private static void add(Database to, RefusalCount... counts) {
    to.refusalLog().add(to.refusalLog().batch(List.of(counts)));
  }

  private List<RefusedRequests> list(RefusalFilter filter) {
    return database.refusals().list(filter, 5_000);
  }

  private AccessToken token(Organization of, @Nullable User user, String name) {
    return database
        .accessTokens()
        .create(of.id(), user == null ? null : user.id(), name, NOW.plusSeconds(3600));
  }

  @Test
  void addsUpWhatIsAlikeAndListsTheLatestFirst() {
    Organization acme = database.organizations().create("Acme");
    AccessToken laptop = token(acme, null, "laptop");
    database.accessTokens().revoke(laptop.id());
    add(
        database,
        count(Refusals.REVOKED, laptop, "10.0.0.5", "curl/8", NOW),
        count("token_missing", null, "10.0.0.6", "", NOW.plusSeconds(1)));
    add(database, count(Refusals.REVOKED, laptop, "10.0.0.5", "curl/8", NOW.plusSeconds(9)));

    List<RefusedRequests> listed = list(RefusalFilter.ALL);

    assertEquals(2, listed.size());
    RefusedRequests revoked = listed.getFirst();
    assertEquals(2, revoked.count().requests());
    assertEquals(NOW, revoked.count().firstAt());
    assertEquals(NOW.plusSeconds(9), revoked.count().lastAt());
    assertEquals("laptop", revoked.tokenName());
    assertEquals("Acme", revoked.organizationName());
    assertEquals(NOW, revoked.revokedAt());
    assertNull(listed.getLast().tokenName());
    assertEquals(
        new RevokedUse(2, NOW, NOW.plusSeconds(9), "10.0.0.5", "curl/8"),
        database.refusals().revokedInUse(NOW).get(laptop.id()));
    assertEquals(Map.of(), database.refusals().revokedInUse(NOW.plusSeconds(10)));
  }

  @Test
  void findsByOrganizationTokenTimeAndText() {
    Organization acme = database.organizations().create("Acme");
    Organization other = database.organizations().create("Other");
    AccessToken laptop = token(acme, null, "Laptop");
    AccessToken desktop = token(other, null, "Desktop");
    add(
        database,
        count("token_expired", laptop, "10.0.0.5", "curl/8", NOW),
        count("token_expired", desktop, "10.0.0.6", "codex_cli", NOW.plusSeconds(60)));

    assertEquals(1, list(new RefusalFilter(acme.id(), null, null, null, "")).size());
    assertEquals(1, list(new RefusalFilter(null, desktop.id(), null, null, "")).size());
    assertEquals(1, list(new RefusalFilter(null, null, NOW.plusSeconds(1), null, "")).size());
    assertEquals(1, list(new RefusalFilter(null, null, null, NOW.plusSeconds(1), "")).size());
    for (String text : List.of("LAP", "acme", "0.0.5", "CURL")) {
      assertEquals(
          "Laptop", list(RefusalFilter.saying(text)).getFirst().tokenName(), "found by " + text);
      assertEquals(1, database.refusals().sum(RefusalFilter.saying(text)));
    }
    assertEquals(2, database.refusals().sum(RefusalFilter.saying("expired")));
    assertEquals(0, database.refusals().sum(RefusalFilter.saying("100%")));
  }

  @Test
  void addsABatchOnceHoweverOftenItIsSent() {
    RefusalBatch batch =
        database
            .refusalLog()
            .batch(List.of(count("token_missing", null, "10.0.0.5", "curl/8", NOW)));

    database.refusalLog().add(batch);
    database.refusalLog().add(batch);

    assertEquals(1, database.refusals().sum(RefusalFilter.ALL));
  }

  @Test
  void severalProcessesAddToTheSameGroupsAndKeepTheirNumber() throws Exception {
    int each = 60;
    var work = new ArrayList<Callable<Void>>();
    for (int process = 0; process < 3; process++) {
      int own = process;
      work.add(
          () -> {
            try (Database another = Database.open(settings(), CLOCK)) {
              for (int i = 0; i < each; i++) {
                add(
                    another,
                    count("token_missing", null, "10.0.0.5", "curl/8", NOW),
                    count("token_malformed", null, own + "." + i, "agent " + i, NOW));
              }
            }
            return null;
          });
    }
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    }

    assertEquals(3L * each, database.refusals().sum(RefusalFilter.saying("token_missing")));
    assertEquals(3L * each, database.refusals().sum(RefusalFilter.saying("token_malformed")));
    assertEquals(1 + RefusalGroups.MOST_ADDRESSES + 1, list(RefusalFilter.ALL).size());
  }

  @Test
  void aFloodOfEverNewCallersMakesABoundedNumberOfRows() {
    int requests = 3_000;
    var counts = new ArrayList<RefusalCount>();
    for (int i = 0; i < requests; i++) {
      counts.add(count("cause_" + i % 40, null, "10." + i % 777 + ".0.1", "agent " + i, NOW));
    }
    for (int from = 0; from < requests; from += 1_000) {
      database.refusalLog().add(database.refusalLog().batch(counts.subList(from, from + 1_000)));
    }

    int rows = list(RefusalFilter.ALL).size();
    assertTrue(rows <= RefusalGroups.MOST + 40, () -> rows + " rows");
    assertEquals(requests, database.refusals().sum(RefusalFilter.ALL));
  }

  @Test
  void goesWithTheRowsAndWithWhatIsPurged() {
    Organization acme = database.organizations().create("Acme");
    Organization other = database.organizations().create("Other");
    User alice = database.users().create(other.id(), "alice");
    add(
        database,
        count("token_expired", token(acme, null, "laptop"), "10.0.0.5", "", NOW),
        count("token_expired", token(other, alice, "alices"), "10.0.0.5", "", NOW),
        count("token_expired", token(other, null, "everybodys"), "10.0.0.5", "", NOW),
        count("token_missing", null, "10.0.0.5", "", NOW.minus(Duration.ofDays(30))),
        count("token_missing", null, "10.0.0.5", "", NOW.minus(Duration.ofDays(31))));

    database.expired().eraseSome(new Retention(null, 30), NOW);
    assertEquals(4, list(RefusalFilter.ALL).size());
    database.organizations().purge(acme.id());
    assertEquals(3, list(RefusalFilter.ALL).size());
    database.users().purge(alice.id());
    assertEquals(
        List.of("everybodys"),
        list(RefusalFilter.saying("expired")).stream().map(RefusedRequests::tokenName).toList());
  }
}
