package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.ReceivedRequest;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRelayTest {
  private static final String PROMPT =
      "{ \"model\":\"gpt-4o-mini\",\t\"input\":\"Hi\\u2028\", \"unknown\": [1.0, 1e2] }";
  private static final String ANSWER =
      "{\"id\": \"resp_1\",  \"model\":\"gpt-4o-mini-2024-07-18\",\"status\":\"completed\","
          + "\"new_field\":{\"b\":1,\"a\":2},\"service_tier\":\"default\",\"usage\":{"
          + "\"input_tokens\":100,\"input_tokens_details\":{\"cached_tokens\":40},"
          + "\"output_tokens\":20,\"output_tokens_details\":{\"reasoning_tokens\":5},"
          + "\"total_tokens\":120}}\n";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    proxy = ProxyFixture.start(directory);
    proxy.sharedKey(provider.baseUrl(), "sk-the-real-key");
  }

  @AfterEach
  void stop() {
    proxy.close();
    provider.close();
  }

  private HttpResponse<byte[]> post(String path, String body) throws Exception {
    return client.send(proxy.post(path, body).build(), BodyHandlers.ofByteArray());
  }

  @Test
  void bodiesPassByteForByteInBothDirections() throws Exception {
    provider.answer(Script.json(200, ANSWER));

    HttpResponse<byte[]> response = post("/v1/responses", PROMPT);

    assertEquals(200, response.statusCode());
    assertArrayEquals(ANSWER.getBytes(UTF_8), response.body());
    assertArrayEquals(PROMPT.getBytes(UTF_8), provider.takeRequest().body());
  }

  @Test
  void headersPassExceptThoseThatMustNot() throws Exception {
    provider.answer(
        Script.json(
            200,
            ANSWER,
            "x-request-id: up-1",
            "openai-processing-ms: 12",
            "x-ratelimit-remaining-requests: 9",
            "Set-Cookie: a=b",
            "Alt-Svc: h3"));

    HttpResponse<byte[]> response =
        client.send(
            proxy
                .post("/v1/responses?include=a%2Fb", PROMPT)
                .header("Cookie", "c=d")
                .header("OpenAI-Organization", "org-client")
                .header("Idempotency-Key", "k1")
                .build(),
            BodyHandlers.ofByteArray());

    ReceivedRequest received = provider.takeRequest();
    assertEquals("/v1/responses?include=a%2Fb", received.target());
    assertEquals(List.of("Bearer sk-the-real-key"), received.headers("Authorization"));
    assertEquals(List.of("k1"), received.headers("Idempotency-Key"));
    assertEquals(List.of("identity"), received.headers("Accept-Encoding"));
    assertEquals(List.of(), received.headers("Cookie"));
    assertEquals(List.of(), received.headers("X-User-ID"));
    assertEquals(List.of(), received.headers("OpenAI-Organization"));
    Map<String, List<String>> answered = response.headers().map();
    assertEquals(List.of("up-1"), answered.get("x-upstream-request-id"));
    assertEquals(List.of("12"), answered.get("openai-processing-ms"));
    assertEquals(List.of("9"), answered.get("x-ratelimit-remaining-requests"));
    assertFalse(answered.containsKey("set-cookie"));
    assertFalse(answered.containsKey("alt-svc"));
    assertEquals(
        proxy.requests().getFirst().id().toString(),
        response.headers().firstValue("x-request-id").orElseThrow());
    assertTrue(response.headers().firstValue("x-session-id").orElseThrow().startsWith("sess_"));
  }

  @Test
  void theRecordHoldsUsageCostAndBodies() throws Exception {
    provider.answer(Script.json(200, ANSWER));

    post("/v1/responses", PROMPT);

    RequestSummary row = proxy.requests().getFirst();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertEquals(new TokenUsage(100, 40, 0, 20, 5, 120), row.usage());
    assertEquals("alice", row.userName());
    assertEquals("gpt-4o-mini", row.model());
    assertEquals("gpt-4o-mini-2024-07-18", row.servedModel());
    assertEquals("resp_1", row.responseId());
    assertEquals(CostCertainty.ESTIMATED, row.cost().certainty());
    assertEquals(List.of(CostReason.OTHER_HOST), row.cost().reasons());
    // 60 × 0.15 + 40 × 0.075 + 20 × 0.60, for a million each
    assertEquals("0.000024", requireNonNull(row.cost().amount()).toString());
    Exchange exchange = proxy.database().requests().exchange(row.id()).orElseThrow();
    assertArrayEquals(PROMPT.getBytes(UTF_8), exchange.requestBody());
    assertArrayEquals(ANSWER.getBytes(UTF_8), exchange.responseBody());
    assertFalse(exchange.requestHeaders().contains(proxy.token()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 422, 429, 500, 503})
  void errorsOfTheProviderPassAsTheyCame(int status) throws Exception {
    String error = "{\"error\":{\"message\":\"No.\",\"type\":\"t\",\"param\":null,\"code\":\"c\"}}";
    provider.answer(
        Script.json(status, error, "Retry-After: 7", "retry-after-ms: 7000", "x-should-retry: x"));

    HttpResponse<byte[]> response = post("/v1/responses", PROMPT);

    assertEquals(status, response.statusCode());
    assertEquals(error, new String(response.body(), UTF_8));
    assertEquals("7", response.headers().firstValue("retry-after").orElseThrow());
    assertEquals("7000", response.headers().firstValue("retry-after-ms").orElseThrow());
    assertEquals("x", response.headers().firstValue("x-should-retry").orElseThrow());
    RequestSummary row = proxy.requests().getFirst();
    assertEquals(RequestStatus.FAILED, row.status());
    assertEquals(status, row.httpStatus());
    assertEquals("c", row.errorCode());
  }

  @Test
  void aRejectedKeyIsNotTakenForARejectedToken() throws Exception {
    provider.answer(Script.json(401, "{\"error\":{\"message\":\"Incorrect key sk-the\"}}"));

    HttpResponse<byte[]> response = post("/v1/responses", PROMPT);

    assertEquals(400, response.statusCode());
    String body = new String(response.body(), UTF_8);
    assertTrue(body.contains("\"provider_key_rejected\""), body);
    assertFalse(body.contains("sk-the"), body);
    assertEquals("provider_key_rejected", proxy.requests().getFirst().errorCode());
  }

  @Test
  void garbageAndBrokenAnswersBecome502() throws Exception {
    provider.answer(
        Script.empty().send("SSH-2.0-nonsense\r\n\r\n").close(),
        Script.empty()
            .head(200, "Content-Type: application/json", "Content-Length: 500")
            .send("{\"id\":")
            .close());

    HttpResponse<byte[]> garbage = post("/v1/responses", PROMPT);
    HttpResponse<byte[]> broken = post("/v1/responses", PROMPT);

    assertEquals(502, garbage.statusCode());
    assertEquals(502, broken.statusCode());
    assertTrue(new String(broken.body(), UTF_8).contains("\"upstream_broke_off\""));
    assertEquals(
        List.of(RequestStatus.FAILED, RequestStatus.FAILED),
        proxy.requests().stream().map(RequestSummary::status).toList());
  }

  @Test
  void anUnreachableProviderIs502() throws Exception {
    // Port 1 is the tcpmux service, which nobody runs.
    proxy.sharedKey(URI.create("http://127.0.0.1:1/v1"), "sk-newest");

    HttpResponse<byte[]> response = post("/v1/responses", PROMPT);

    assertEquals(502, response.statusCode());
    assertTrue(new String(response.body(), UTF_8).contains("\"upstream_unreachable\""));
  }

  @Test
  void aSilentProviderIs504() throws Exception {
    provider.answer(Script.empty().hang());
    try (var impatient = ProxyFixture.start(directory.resolve("other"), Duration.ofMillis(300))) {
      impatient.sharedKey(provider.baseUrl(), "sk-other");

      var response =
          client.send(impatient.post("/v1/responses", PROMPT).build(), BodyHandlers.ofString());

      assertEquals(504, response.statusCode());
      assertTrue(response.body().contains("\"upstream_timeout\""));
    }
  }

  @Test
  void anAnswerLargerThanTheBufferPasses() throws Exception {
    String large = "{\"id\":\"resp_2\",\"pad\":\"" + "x".repeat(40 << 20) + "\"}";
    provider.answer(Script.json(200, large));

    HttpResponse<byte[]> response = post("/v1/responses", PROMPT);

    assertArrayEquals(large.getBytes(UTF_8), response.body());
    assertEquals(large.length(), proxy.requests().getFirst().responseBytes());
  }

  @Test
  void aRefusedRequestIsOnRecordToo() throws Exception {
    HttpResponse<byte[]> response = post("/v1/responses", "{\"input\":\"no model\"}");

    assertEquals(400, response.statusCode());
    assertEquals("model_missing", proxy.requests().getFirst().errorCode());
    assertEquals(RequestStatus.FAILED, proxy.requests().getFirst().status());
    assertEquals(List.of(), provider.requests());
  }

  @Test
  void followUpsGoWithTheKeyThatMadeTheResponse() throws Exception {
    provider.answer(Script.json(200, ANSWER));
    post("/v1/responses", PROMPT);
    provider.takeRequest();
    proxy.sharedKey(provider.baseUrl(), "sk-a-newer-key");
    provider.answer(Script.json(200, ANSWER), Script.json(200, ANSWER));

    client.send(proxy.request("/v1/responses/resp_1").build(), BodyHandlers.ofString());
    post("/v1/responses", "{\"model\":\"m\",\"input\":\"\",\"previous_response_id\":\"resp_1\"}");

    assertEquals(
        List.of("Bearer sk-the-real-key"), provider.takeRequest().headers("Authorization"));
    assertEquals(
        List.of("Bearer sk-the-real-key"), provider.takeRequest().headers("Authorization"));
  }

  @Test
  void aFollowUpJoinsTheSession() throws Exception {
    provider.answer(Script.json(200, ANSWER), Script.json(200, ANSWER.replace("_1", "_2")));
    var first = post("/v1/responses", PROMPT);
    var second = post("/v1/responses", "{\"model\":\"m\",\"previous_response_id\":\"resp_1\"}");

    assertEquals(
        first.headers().firstValue("x-session-id"), second.headers().firstValue("x-session-id"));
  }

  @Test
  void anotherUsersPersonalResponseIsNotFound() throws Exception {
    var alice = proxy.database().users().firstSight(proxy.organization().id(), "alice");
    proxy.personalKey(alice, provider.baseUrl(), "sk-alices-own");
    provider.answer(Script.json(200, ANSWER));
    post("/v1/responses", PROMPT);

    var response =
        client.send(
            proxy.request("/v1/responses/resp_1").setHeader("X-User-ID", "bob").build(),
            BodyHandlers.ofString());

    assertEquals(404, response.statusCode());
    assertTrue(response.body().contains("\"response_not_found\""), response.body());
  }

  @Test
  void aRetrievalCountsNoUsageAgain() throws Exception {
    provider.answer(Script.json(200, ANSWER), Script.json(200, ANSWER));
    post("/v1/responses", PROMPT);
    client.send(proxy.request("/v1/responses/resp_1").build(), BodyHandlers.ofString());

    RequestSummary retrieval = proxy.requests().getFirst();
    assertEquals("responses.retrieve", retrieval.route());
    assertEquals(null, retrieval.usage());
    assertEquals(CostCertainty.NONE, retrieval.cost().certainty());
  }

  @Test
  void aRetrievalCompletesTheUsageOfABackgroundResponse() throws Exception {
    provider.answer(
        Script.json(200, "{\"id\":\"resp_1\",\"status\":\"queued\",\"usage\":null}"),
        Script.json(200, ANSWER));
    post("/v1/responses", "{\"model\":\"gpt-4o-mini\",\"input\":\"x\",\"background\":true}");
    assertEquals(CostCertainty.UNKNOWN, proxy.requests().getFirst().cost().certainty());

    client.send(proxy.request("/v1/responses/resp_1").build(), BodyHandlers.ofString());

    RequestSummary created = proxy.requests().getLast();
    assertEquals(120, requireNonNull(created.usage()).total());
    assertEquals("0.000024", requireNonNull(created.cost().amount()).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/%2e%2e/organization/admin_keys",
        "/v1/models/..%2forganization",
        "/v1//models",
        "//v1/models",
        "/v1/responses/resp_1%2Finput_items"
      })
  void aPathThatMeansAnotherThanItsRouteIsNotForwarded(String path) throws Exception {
    String answer = get(path);

    assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
    assertEquals(List.of(), provider.requests());
  }

  @Test
  void bracketsInAQueryPass() throws Exception {
    provider.answer(Script.json(200, "{\"data\":[]}"));

    String answer = get("/v1/models?include[]=a");

    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    assertEquals("/v1/models?include[]=a", provider.takeRequest().target());
  }

  /** As it stands: java.net's client would not send every path. */
  private String get(String target) throws Exception {
    try (RawClient raw = RawClient.connect(proxy.address().getPort())) {
      return raw.send(
              "GET "
                  + target
                  + " HTTP/1.1\r\nHost: localhost\r\nX-User-ID: alice\r\nAuthorization: Bearer "
                  + proxy.token()
                  + "\r\n\r\n")
          .readAnswer();
    }
  }

  @Test
  void aBodyInAnUnknownCodingIsRefusedSinceItMayReferToAnything() throws Exception {
    var response =
        client.send(
            proxy.post("/v1/responses", PROMPT).header("Content-Encoding", "br").build(),
            BodyHandlers.ofString());

    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("\"invalid_content_encoding\""), response.body());
    assertEquals(List.of(), provider.requests());
  }

  @Test
  void aConversationThatIsNotKnownIsNotReachedBesideAResponseThatIs() throws Exception {
    provider.answer(Script.json(200, ANSWER));
    post("/v1/responses", PROMPT);

    var response =
        post(
            "/v1/responses",
            "{\"model\":\"m\",\"previous_response_id\":\"resp_1\",\"conversation\":\"conv_x\"}");

    assertEquals(404, response.statusCode());
  }

  @Test
  void whatTheProviderTurnedAwayCostsNothing() throws Exception {
    provider.answer(Script.json(429, "{\"error\":{\"message\":\"slow\"}}"));

    post("/v1/responses", PROMPT);

    assertEquals(CostCertainty.NONE, proxy.requests().getFirst().cost().certainty());
  }
}
