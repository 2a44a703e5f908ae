package dev.keyporter.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.db.engine.DatabaseSettings.Postgres;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.cost.Rates;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two {@code serve} processes on one database, and what one leaves the other when it ends. */
@Timeout(180)
class TwoProcessesTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String HELD = "held";

  /** Where the database is. */
  enum Store {
    H2,
    POSTGRES
  }

  /** How a process ends. */
  enum End {
    STOPPED,
    KILLED
  }

  @TempDir Path directory;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final ScriptedProvider provider = ScriptedProvider.start();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private @Nullable EmbeddedPostgres postgres;

  @AfterEach
  void close() throws Exception {
    http.shutdownNow();
    provider.close();
    if (postgres != null) {
      postgres.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRevokedTokenIsRefusedByBothAndASessionGoesOnAcrossThem(Store store) throws Exception {
    DatabaseSettings settings = settings(store);
    IssuedToken token = prepare(settings);
    try (var one = start(settings);
        var other = start(settings)) {
      HttpResponse<String> first = ask(one, token, "hello", null).join();
      assertEquals(200, first.statusCode(), first.body());
      HttpResponse<String> followUp =
          ask(other, token, "go on", first.body().replaceAll(".*\"(resp_\\d+)\".*", "$1")).join();
      assertEquals(200, followUp.statusCode(), followUp.body());
      assertEquals(session(first), session(followUp));

      revoke(settings, token.token().id());

      until(() -> ask(one, token, "still?", null).join().statusCode() == 401);
      until(() -> ask(other, token, "still?", null).join().statusCode() == 401);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKilledOneIsTakenOverAndTheOthersPendingRequestsAreLeftAlone(Store store) throws Exception {
    DatabaseSettings settings = settings(store);
    IssuedToken token = prepare(settings);
    try (var killed = start(settings);
        var other = start(settings);
        Database database = Database.open(settings, Clock.systemUTC())) {
      CompletableFuture<HttpResponse<String>> _ = ask(killed, token, HELD, null);
      CompletableFuture<HttpResponse<String>> waiting = ask(other, token, HELD, null);
      until(() -> provider.requests().size() == 2);
      assertEquals(Map.of(RequestStatus.PENDING, 2L), rows(database));

      killed.close();

      until(() -> rows(database).containsKey(RequestStatus.INTERRUPTED));
      assertEquals(
          Map.of(RequestStatus.PENDING, 1L, RequestStatus.INTERRUPTED, 1L), rows(database));
      gate.countDown();
      assertEquals(200, waiting.join().statusCode(), waiting.join().body());
      assertEquals(
          Map.of(RequestStatus.COMPLETED, 1L, RequestStatus.INTERRUPTED, 1L), rows(database));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAKilledOneHadReservedIsFreeAgain(Store store) throws Exception {
    DatabaseSettings settings = settings(store);
    IssuedToken token = prepare(settings);
    limitToOneRequestsWorth(settings, token);
    try (var killed = start(settings);
        var other = start(settings)) {
      CompletableFuture<HttpResponse<String>> _ = ask(killed, token, HELD, null);
      until(() -> provider.requests().size() == 1);
      assertEquals(429, ask(other, token, "hello", null).join().statusCode());

      killed.close();

      until(() -> ask(other, token, "hello", null).join().statusCode() == 200);
      assertEquals(429, ask(other, token, "hello", null).join().statusCode());
    }
  }

  /** The model's answers are taken for 1,000 tokens, a dollar each. */
  private static void limitToOneRequestsWorth(DatabaseSettings settings, IssuedToken token) {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      BigDecimal free = BigDecimal.ZERO;
      database
          .prices()
          .set("m", "standard", null, new Rates(free, free, free, BigDecimal.TEN.pow(6), "test"));
      database
          .limits()
          .change(
              new LimitScope.OfToken(token.token().id()),
              token.token().organizationId(),
              "test",
              limits -> limits.with(LimitKind.USD_TOTAL, BigDecimal.valueOf(1000)));
    }
  }

  /** With H2, the process that opened the file first serves it to the others. */
  @ParameterizedTest
  @CsvSource({
    "H2, true, STOPPED",
    "H2, true, KILLED",
    "H2, false, STOPPED",
    "H2, false, KILLED",
    "POSTGRES, true, KILLED",
  })
  void anyOneMayEndAndAnotherTakeItsPlace(Store store, boolean isFirstToEnd, End end)
      throws Exception {
    DatabaseSettings settings = settings(store);
    IssuedToken token = prepare(settings);
    try (var first = start(settings);
        var second = start(settings)) {
      ProxyProcess ended = isFirstToEnd ? first : second;
      ProxyProcess staying = isFirstToEnd ? second : first;
      assertServes(first, token);
      assertServes(second, token);

      switch (end) {
        case STOPPED -> assertEquals(0, ended.stop());
        case KILLED -> ended.close();
      }
      assertServes(staying, token);
      try (var third = start(settings)) {
        assertServes(third, token);
        assertServes(staying, token);
        assertEquals(0, staying.stop());
        assertServes(third, token);
      }
    }
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      assertEquals(Map.of(RequestStatus.COMPLETED, 6L), rows(database));
    }
  }

  private void assertServes(ProxyProcess proxy, IssuedToken token) {
    HttpResponse<String> answer = ask(proxy, token, "hello", null).join();
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private DatabaseSettings settings(Store store) throws Exception {
    provider.otherwise(request -> answer(request.text()));
    Path data = directory.resolve("data");
    return switch (store) {
      case H2 -> new EmbeddedH2(data);
      case POSTGRES -> {
        postgres = EmbeddedPostgres.start();
        yield new Postgres(
            data, "postgresql://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/postgres");
      }
    };
  }

  private Script answer(String request) {
    Script answer =
        Script.json(
            200,
            "{\"id\":\"resp_%d\",\"object\":\"response\",\"status\":\"completed\"}"
                .formatted(provider.requests().size()));
    return request.contains(HELD) ? answer.after(gate) : answer;
  }

  private IssuedToken prepare(DatabaseSettings settings) {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      var organization = database.organizations().create("Acme");
      var key =
          new NewProviderKey(new KeyScope.Shared(), "key", provider.baseUrl(), null, null, false);
      database.providerKeys().create(organization.id(), key, new Secret("sk-real"));
      return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
          .issue(organization, null, "test", Duration.ofDays(1));
    }
  }

  private static void revoke(DatabaseSettings settings, AccessTokenId token) {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      assertTrue(database.accessTokens().revoke(token));
    }
  }

  private ProxyProcess start(DatabaseSettings settings) throws Exception {
    return ProxyProcess.start(settings, directory.resolve("log"));
  }

  private CompletableFuture<HttpResponse<String>> ask(
      ProxyProcess proxy, IssuedToken token, String input, @Nullable String previous) {
    String reference = previous == null ? "" : ",\"previous_response_id\":\"" + previous + "\"";
    return http.sendAsync(
        HttpRequest.newBuilder(proxy.address().resolve("/v1/responses"))
            .timeout(DEADLINE)
            .header("Authorization", "Bearer " + token.text())
            .header("X-User-ID", "alice")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"model\":\"m\",\"input\":\"" + input + "\"" + reference + "}"))
            .build(),
        BodyHandlers.ofString());
  }

  private static String session(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Session-ID").orElseThrow();
  }

  /** How many requests are recorded with each status. */
  private static Map<RequestStatus, Long> rows(Database database) {
    return database.requests().page(RequestFilter.ALL, null, 100).rows().stream()
        .collect(Collectors.groupingBy(row -> row.status(), Collectors.counting()));
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "It did not come to pass within " + DEADLINE);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
