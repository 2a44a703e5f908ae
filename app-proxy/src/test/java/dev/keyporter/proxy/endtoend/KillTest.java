package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.testing.ReceivedRequest;
import dev.keyporter.proxy.testing.ScriptedProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing answered goes unrecorded, also where the process is killed (-9) in the midst of work. */
class KillTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final ScriptedProvider provider = ScriptedProvider.start().otherwise(Ask::answer);
  private final List<MixedLoad> loads = new ArrayList<>();

  @AfterEach
  void close() {
    loads.forEach(MixedLoad::close);
    provider.close();
  }

  @Test
  void noAnswerIsLostWithH2() throws Exception {
    // The later a round is killed, the fuller are its batches.
    assertNothingIsLost(new DatabaseSettings.EmbeddedH2(directory.resolve("data")), 5, 40, 90, 150);
  }

  @Test
  void noAnswerIsLostWithPostgres() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      String url = "postgresql://postgres:postgres@localhost:" + postgres.getPort() + "/postgres";
      assertNothingIsLost(new DatabaseSettings.Postgres(directory.resolve("data"), url), 100);
    }
  }

  /**
   * @param answers after how many answers each round's process is killed
   */
  private void assertNothingIsLost(DatabaseSettings settings, int... answers) throws Exception {
    String token = prepare(settings);
    for (int killedAfter : answers) {
      try (var proxy = ProxyProcess.start(settings, directory.resolve("log"))) {
        // The one that was just started has taken over from the one that was killed.
        assertRecordHoldsAllAnswers(settings);
        var load = new MixedLoad(proxy.address(), token, "r" + loads.size());
        loads.add(load);
        load.runUntilKilled(killedAfter, proxy);
        assertTrue(load.whole().size() >= killedAfter, "the load ended early");
        assertEquals(List.of(), List.copyOf(load.unexpected()));
      }
    }
    assertRecordHoldsAllAnswers(settings);
  }

  private String prepare(DatabaseSettings settings) {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      var organization = database.organizations().create("Acme");
      var key =
          new NewProviderKey(new KeyScope.Shared(), "key", provider.baseUrl(), null, null, false);
      database.providerKeys().create(organization.id(), key, new Secret("sk-real"));
      return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
          .issue(organization, null, "test", Duration.ofDays(1))
          .text();
    }
  }

  private void assertRecordHoldsAllAnswers(DatabaseSettings settings) {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      Map<String, RequestSummary> rows = settled(database);
      for (MixedLoad load : loads) {
        load.whole()
            .forEach(
                (id, answer) ->
                    assertCompleted(database, rows.get(id), id, load.sent().get(id), answer));
        assertFalse(load.cut().isEmpty(), "nothing was cut");
        load.cut().forEach(id -> assertTrue(rows.containsKey(id), "a cut answer has no row"));
      }
      Map<String, RequestStatus> byTrace =
          rows.values().stream()
              .collect(
                  Collectors.toMap(row -> requireNonNull(row.sessionId()), RequestSummary::status));
      for (ReceivedRequest request : provider.requests()) {
        String trace = request.header(Ask.TRACE).orElseThrow();
        assertTrue(byTrace.containsKey(trace), "the provider was asked before the record began");
        if (trace.startsWith(Ask.HELD) || trace.startsWith(Ask.SILENT)) {
          assertEquals(RequestStatus.INTERRUPTED, byTrace.get(trace));
        }
      }
      assertTrue(
          Set.of(RequestStatus.COMPLETED, RequestStatus.INTERRUPTED).containsAll(byTrace.values()));
    }
  }

  private static void assertCompleted(
      Database database,
      @Nullable RequestSummary row,
      String id,
      @Nullable String sent,
      String answer) {
    assertEquals(RequestStatus.COMPLETED, row == null ? null : row.status(), id);
    Exchange recorded = database.requests().exchange(requireNonNull(row).id()).orElseThrow();
    assertEquals(sent, new String(recorded.requestBody(), UTF_8));
    assertEquals(answer, new String(recorded.responseBody(), UTF_8));
  }

  /**
   * Every row by its printed id, once the dead process's journal is folded and none is pending: its
   * lock must be free.
   */
  private Map<String, RequestSummary> settled(Database database) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      if (journals().isEmpty()) {
        Map<String, RequestSummary> rows = rows(database);
        if (rows.values().stream().noneMatch(row -> row.status() == RequestStatus.PENDING)) {
          return rows;
        }
      }
      LockSupport.parkNanos(20_000_000);
    }
    return fail("Requests are pending " + DEADLINE + " after their process was killed.");
  }

  private List<Path> journals() {
    Path folder = directory.resolve("data").resolve("journal");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, RequestSummary> rows(Database database) {
    var rows = new HashMap<String, RequestSummary>();
    RequestId last = null;
    List<RequestSummary> page;
    do {
      page = database.requests().page(RequestFilter.ALL, last, 500).rows();
      for (RequestSummary row : page) {
        rows.put(row.id().toString(), row);
        last = row.id();
      }
    } while (!page.isEmpty());
    return rows;
  }
}
