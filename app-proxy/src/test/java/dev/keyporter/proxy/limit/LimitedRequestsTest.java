package dev.keyporter.proxy.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.Limits.Unpriced;
import dev.keyporter.model.limit.ModelPatterns;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers are told whose requests their limits refuse, and what passes. */
class LimitedRequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    proxy = ProxyFixture.start(directory);
    proxy.openaiKey(provider.baseUrl());
    LimitFixture.setPrice(proxy.database());
    provider.otherwise(LimitFixture.answer(1));
  }

  @AfterEach
  void stop() {
    proxy.close();
    provider.close();
  }

  @Test
  void aBudgetThatIsSpentRefusesTheNextOneAndSaysWhoseAndUntilWhen() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 2);
    assertEquals(200, ask(1).statusCode());
    assertEquals(200, ask(1).statusCode());

    HttpResponse<String> refused = ask(1);

    assertEquals(429, refused.statusCode());
    JsonNode error = error(refused);
    assertEquals("insufficient_quota", error.get("code").textValue());
    assertEquals("insufficient_quota", error.get("type").textValue());
    assertEquals("false", header(refused, "X-Should-Retry"));
    String message = error.get("message").textValue();
    String tomorrow = LocalDate.now(ZoneId.of("UTC")).plusDays(1) + "T00:00:00Z";
    for (String part : new String[] {"organization 'Acme'", "2 US dollars per day", tomorrow}) {
      assertTrue(message.contains(part), message);
    }
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.FAILED, row.status());
    assertEquals(CostCertainty.NONE, row.cost().certainty());
    assertEquals(2, provider.requests().size());
  }

  @Test
  void whatATokenAndAUserMaySpendIsCountedApart() throws Exception {
    var token = proxy.database().accessTokens().list(proxy.organization().id()).getFirst();
    limit(new LimitScope.OfToken(token.id()), LimitKind.USD_TOTAL, 1);
    assertEquals(200, ask(1).statusCode());
    assertTrue(error(ask(1)).get("message").textValue().contains("the token 'test'"));
    var alice = proxy.database().users().list(proxy.organization().id()).getFirst();
    limit(new LimitScope.OfUser(alice.id()), LimitKind.USD_PER_MONTH, 2);

    String other = proxy.issue(proxy.organization(), null);

    assertEquals(200, send(LimitFixture.ask(proxy.address(), other, 1)).statusCode());
    HttpResponse<String> refused = send(LimitFixture.ask(proxy.address(), other, 1));
    assertEquals(429, refused.statusCode(), "what alice spent before counts");
    assertTrue(error(refused).get("message").textValue().contains("the user 'alice'"));
  }

  @Test
  void requestsThatRunAtOnceCannotTogetherPassABudget() throws Exception {
    var gate = new CountDownLatch(1);
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 3);
    provider.otherwise(LimitFixture.answer(1).after(gate));
    var running = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 3; i++) {
      running.add(
          client.sendAsync(
              LimitFixture.ask(proxy.address(), proxy.token(), 1), BodyHandlers.ofString()));
    }
    until(() -> provider.requests().size() == 3);

    assertEquals(429, ask(1).statusCode());

    gate.countDown();
    for (CompletableFuture<HttpResponse<String>> one : running) {
      assertEquals(200, one.join().statusCode());
    }
  }

  @Test
  void whatWasReservedTooMuchIsFreeAgain() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 10);
    for (int i = 0; i < 6; i++) {
      assertEquals(200, ask(6).statusCode(), "request " + i);
    }
    assertEquals(429, ask(5).statusCode(), "4 are left");
    assertEquals(200, ask(4).statusCode());
  }

  @Test
  void oneThatMayCostMoreThanTheWholeBudgetPassesWhileHalfIsFree() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 10);
    assertEquals(200, ask(1000).statusCode());
    provider.otherwise(LimitFixture.answer(5));
    assertEquals(200, ask(1000).statusCode());
    assertEquals(429, ask(1000).statusCode());
  }

  @Test
  void withoutANamedLimitWhatTheModelsAnswersCostLatelyIsReserved() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 10);
    String body = "{\"model\":\"dollar\",\"input\":\"Hi\"}";
    for (int i = 0; i < 10; i++) {
      assertEquals(200, ask(body).statusCode(), "request " + i);
    }
    assertEquals(429, ask(body).statusCode());
  }

  @Test
  void anAnswerWithoutUsageCountsAsWhatWasReserved() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 10);
    provider.answer(
        Script.json(200, "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\"}"));
    assertEquals(200, ask(8).statusCode());
    assertEquals(429, ask(3).statusCode());
    assertEquals(200, ask(2).statusCode());
  }

  @Test
  void aStreamThatGoesOnLongerThanWasReservedIsNotCutAndNothingNewBegins() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 100);
    var gate = new CountDownLatch(1);
    Script stream = Script.sse();
    for (int i = 0; i < 60; i++) {
      stream = stream.chunk("event: response.output_text.delta\ndata: {\"delta\":\"a\"}\n\n");
    }
    String completed =
        "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"model\":\"dollar\","
            + "\"usage\":{\"input_tokens\":0,\"output_tokens\":60,\"total_tokens\":60}}}";
    provider.answer(
        stream
            .await(gate)
            .chunk("event: response.completed\ndata: " + completed + "\n\n")
            .lastChunk());
    CompletableFuture<HttpResponse<String>> running =
        client.sendAsync(
            LimitFixture.ask(
                proxy.address(),
                proxy.token(),
                "{\"model\":\"dollar\",\"stream\":true,\"max_output_tokens\":5}"),
            BodyHandlers.ofString());

    until(() -> provider.requests().size() == 1);
    until(() -> statusOf(41) == 429);

    gate.countDown();
    assertEquals(200, running.join().statusCode());
    assertTrue(running.join().body().contains("response.completed"));
    assertEquals(200, ask(20).statusCode());
  }

  private int statusOf(long most) {
    try {
      return ask(most).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatTheProviderTurnsAwayCostsNothing() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 1);
    provider.answer(Script.json(400, "{\"error\":{\"message\":\"no\"}}"));
    assertEquals(400, ask(1).statusCode());
    assertEquals(200, ask(1).statusCode());
  }

  @Test
  void requestsByTheMinuteAreCounted() throws Exception {
    LimitFixture.limit(proxy, LimitKind.REQUESTS_PER_MINUTE, 2);
    assertEquals(200, ask(1).statusCode());
    assertEquals(200, ask(1).statusCode());

    HttpResponse<String> refused = ask(1);

    assertEquals(429, refused.statusCode());
    assertEquals("rate_limit_exceeded", error(refused).get("code").textValue());
    assertEquals("requests", error(refused).get("type").textValue());
    long millis = Long.parseLong(header(refused, "retry-after-ms"));
    assertTrue(millis > 30_000 && millis <= 60_000, () -> millis + " ms");
    assertEquals((millis + 999) / 1000, Long.parseLong(header(refused, "Retry-After")));
    assertTrue(refused.headers().firstValue("X-Should-Retry").isEmpty());
  }

  @Test
  void tokensByTheMinuteAreCountedAsTheyWere() throws Exception {
    LimitFixture.limit(proxy, LimitKind.TOKENS_PER_MINUTE, 100);
    assertEquals(200, ask(20).statusCode(), "it takes 1 in the end");
    provider.otherwise(LimitFixture.answer(70));
    assertEquals(200, ask(60).statusCode());

    HttpResponse<String> refused = ask(60);

    assertEquals(429, refused.statusCode());
    assertEquals("rate_limit_exceeded", error(refused).get("code").textValue());
    assertEquals("tokens", error(refused).get("type").textValue());
    assertTrue(Long.parseLong(header(refused, "retry-after-ms")) > 30_000);
  }

  @Test
  void requestsAtOnceAreCountedAndPassOnceOthersEnd() throws Exception {
    var gate = new CountDownLatch(1);
    LimitFixture.limit(proxy, LimitKind.CONCURRENT_REQUESTS, 1);
    provider.answer(LimitFixture.answer(1).after(gate));
    CompletableFuture<HttpResponse<String>> running =
        client.sendAsync(
            LimitFixture.ask(proxy.address(), proxy.token(), 1), BodyHandlers.ofString());
    until(() -> provider.requests().size() == 1);

    HttpResponse<String> refused = ask(1);

    assertEquals(429, refused.statusCode());
    assertEquals("concurrency_limit_exceeded", error(refused).get("code").textValue());
    assertEquals("1", header(refused, "Retry-After"));
    gate.countDown();
    assertEquals(200, running.join().statusCode());
    assertEquals(200, ask(1).statusCode());
  }

  @Test
  void onlyModelsThatAreListedPassAndAreShown() throws Exception {
    LimitFixture.limit(
        proxy.database(),
        proxy.organization(),
        limits -> limits.withModels(ModelPatterns.parse("dol*,gpt-5")));
    provider.otherwise(
        request ->
            request.target().endsWith("/models")
                ? Script.json(
                    200,
                    "{\"object\":\"list\",\"data\":[{\"id\":\"dollar\"},{\"id\":\"o1\"},{\"id\":\"gpt-5\",\"x\":1}]}")
                : LimitFixture.answer(1));
    assertEquals(200, ask(1).statusCode());

    HttpResponse<String> refused = ask("{\"model\":\"o1\",\"input\":\"Hi\"}");
    HttpResponse<String> unnamed = ask("{\"prompt\":{\"id\":\"pmpt_1\"}}");
    HttpResponse<String> one = send(proxy.request("/v1/models/o1").build());
    HttpResponse<String> listed = send(proxy.request("/v1/models").build());

    assertEquals(403, refused.statusCode());
    assertEquals("model_not_allowed", error(refused).get("code").textValue());
    assertTrue(error(refused).get("message").textValue().contains("dol*, gpt-5"));
    assertEquals(403, unnamed.statusCode());
    assertEquals(403, one.statusCode());
    assertEquals(
        "{\"object\":\"list\",\"data\":[{\"id\":\"dollar\"},{\"id\":\"gpt-5\",\"x\":1}]}",
        listed.body());
  }

  @Test
  void whatHasNoPricePassesUnlessTheLimitRefusesIt() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 1);
    provider.answer(
        Script.json(200, "{\"id\":\"resp_1\",\"usage\":{\"input_tokens\":9,\"output_tokens\":9}}"));
    String body = "{\"model\":\"nobody-prices-this\",\"input\":\"Hi\"}";
    assertEquals(200, ask(body).statusCode());
    LimitFixture.limit(
        proxy.database(), proxy.organization(), limits -> limits.withUnpriced(Unpriced.REFUSE));

    HttpResponse<String> refused = ask(body);

    assertEquals(403, refused.statusCode());
    assertEquals("model_unpriced", error(refused).get("code").textValue());
    assertEquals(200, ask(1).statusCode());
  }

  @Test
  void aLimitThatIsRaisedOrClearedLetsTheNextOnePass() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_TOTAL, 1);
    assertEquals(200, ask(1).statusCode());
    assertEquals(429, ask(1).statusCode());
    LimitFixture.limit(proxy, LimitKind.USD_TOTAL, 2);
    assertEquals(200, ask(1).statusCode());
    assertEquals(429, ask(1).statusCode(), "what was spent before it was raised counts");
    LimitFixture.limit(
        proxy.database(), proxy.organization(), limits -> limits.with(LimitKind.USD_TOTAL, null));
    assertEquals(200, ask(1).statusCode());
  }

  @Test
  void theCallerIsToldWhatIsSpentAndLeft() throws Exception {
    LimitFixture.limit(proxy, LimitKind.USD_PER_DAY, 10);
    provider.otherwise(LimitFixture.answer(3));
    assertEquals(200, ask(3).statusCode());
    until(() -> "0".equals(limits().get("reserved_usd").textValue()));

    JsonNode told = limits();

    assertEquals("organization", told.get("scope").textValue());
    assertEquals("Acme", told.get("name").textValue());
    assertEquals("10", told.get("usd_per_day").textValue());
    assertEquals("3", told.get("spent_today_usd").textValue());
    assertEquals("7", told.get("left_today_usd").textValue());
    assertTrue(told.get("usd_per_month").isNull());
    assertTrue(told.get("spent_month_usd").isNull());
    assertTrue(Instant.parse(told.get("resets_day_at").textValue()).isAfter(Instant.now()));
    assertEquals(
        401,
        send(HttpRequest.newBuilder(proxy.address().resolve("/v1/limits")).build()).statusCode());
  }

  @Test
  void withoutLimitsNothingIsKept() throws Exception {
    assertEquals(200, ask(1).statusCode());
    assertTrue(
        JSON.readTree(send(proxy.request("/v1/limits").build()).body()).get("limits").isEmpty());
    assertFalse(proxy.requests().isEmpty());
  }

  private JsonNode limits() {
    try {
      return JSON.readTree(send(proxy.request("/v1/limits").build()).body()).get("limits").get(0);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void limit(LimitScope scope, LimitKind kind, long amount) {
    proxy
        .database()
        .limits()
        .change(
            scope,
            proxy.organization().id(),
            "test",
            limits -> limits.with(kind, BigDecimal.valueOf(amount)));
  }

  private HttpResponse<String> ask(long most) throws Exception {
    return send(LimitFixture.ask(proxy.address(), proxy.token(), most));
  }

  private HttpResponse<String> ask(String body) throws Exception {
    return send(LimitFixture.ask(proxy.address(), proxy.token(), body));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private static JsonNode error(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body()).get("error");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "It did not come to pass within " + DEADLINE);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
