package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.ReceivedRequest;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anthropic's Messages through the proxy, byte for byte. */
class MessagesRelayTest {
  private static final String MESSAGES = "/anthropic/v1/messages?beta=true";
  private static final String ASKED =
      "{ \"model\":\"claude-opus-5-5\", \"max_tokens\":9, \"brand_new\":1,"
          + " \"messages\":[{\"role\":\"user\",\"content\":\"hi\"}] }";
  private static final String ANSWER =
      "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-opus-5-5\","
          + "\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"brand_new\":1,"
          + "\"usage\":{\"input_tokens\":100,\"cache_creation_input_tokens\":200,"
          + "\"cache_read_input_tokens\":300,\"output_tokens\":10,\"service_tier\":\"standard\"}}";
  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_s\","
          + "\"type\":\"message\",\"model\":\"claude-opus-5-5\",\"content\":[],"
          + "\"usage\":{\"input_tokens\":25,\"cache_read_input_tokens\":75,\"output_tokens\":1}}}"
          + "\n\n";
  private static final String BLOCK =
      "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
          + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
          + "event: ping\ndata: {\"type\": \"ping\"}\n\n"
          + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
          + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}\n\n"
          + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
          + "\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}\n\n"
          + "event: brand_new\ndata: {\"type\":\"brand_new\"}\n\n";
  private static final String END =
      "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
          + "\"end_turn\"},\"usage\":{\"output_tokens\":15}}\n\n"
          + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    proxy = ProxyFixture.start(directory);
  }

  @AfterEach
  void stop() {
    proxy.close();
    provider.close();
  }

  private HttpRequest.Builder asking(String path, String body) {
    return HttpRequest.newBuilder(proxy.address().resolve(path))
        .header("X-User-ID", "alice")
        .header("Content-Type", "application/json")
        .header("anthropic-version", "2023-06-01")
        .header("anthropic-beta", "one-2026-01-01,two-2026-01-01")
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
    return send(asking(MESSAGES, body).header("x-api-key", proxy.token()));
  }

  @Test
  void relaysAMessageWithTheKeyInPlaceOfTheToken() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.answer(Script.json(200, ANSWER, "request-id: req_upstream"));

    HttpResponse<String> answer = ask(ASKED);

    assertEquals(ANSWER, answer.body());
    assertEquals("req_upstream", answer.headers().firstValue("request-id").orElseThrow());
    ReceivedRequest received = provider.takeRequest();
    assertEquals("/v1/messages?beta=true", received.target());
    assertEquals(ASKED, received.text());
    assertEquals(List.of("sk-ant-the-real-key"), received.headers("x-api-key"));
    assertEquals(List.of(), received.headers("Authorization"));
    assertEquals(List.of("2023-06-01"), received.headers("anthropic-version"));
    assertEquals(List.of("one-2026-01-01,two-2026-01-01"), received.headers("anthropic-beta"));

    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertEquals("anthropic.messages", row.route());
    assertEquals("msg_1", row.responseId());
    assertEquals(new TokenUsage(600, 300, 200, 10, 0, 610), row.usage());
    assertEquals(CostCertainty.EXACT, row.cost().certainty());
    // 100 at 4, 200 written at 5, 300 cached at 0.2 and 10 at 20 dollars a million.
    assertEquals(
        "0.00166",
        requireNonNull(row.cost().amount()).amount().stripTrailingZeros().toPlainString());
    Exchange exchange = proxy.database().requests().exchange(row.id()).orElseThrow();
    assertFalse(exchange.requestHeaders().contains(proxy.token()));
  }

  @Test
  void pricesAnHourInTheCacheAndSearchesApart() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.answer(
        Script.json(
            200,
            "{\"id\":\"msg_2\",\"model\":\"claude-opus-5-5\",\"content\":[],\"usage\":{"
                + "\"input_tokens\":100,\"cache_creation_input_tokens\":500,\"output_tokens\":10,"
                + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":200,"
                + "\"ephemeral_1h_input_tokens\":300},"
                + "\"server_tool_use\":{\"web_search_requests\":2}}}"));

    assertEquals(200, ask(ASKED).statusCode());

    RequestSummary row = proxy.finished();
    assertEquals(CostCertainty.EXACT, row.cost().certainty());
    // 100 at 4, 200 at 5, 300 at 8 and 10 at 20 dollars a million; two searches at 10 a thousand.
    assertEquals(
        "0.024", requireNonNull(row.cost().amount()).amount().stripTrailingZeros().toPlainString());
  }

  @Test
  void takesTheTokenAsBearerAndForwardsItNeverWhereverElseItStands() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.answer(Script.json(200, ANSWER));

    HttpResponse<String> answer =
        send(
            asking(MESSAGES, ASKED)
                .header("Authorization", "Bearer " + proxy.token())
                .header("x-api-key", proxy.token())
                .header("api-key", proxy.token()));

    assertEquals(200, answer.statusCode());
    String head = new String(provider.takeRequest().head(), UTF_8);
    assertFalse(head.contains(proxy.token()), head);
  }

  @Test
  void forwardsNoKeyThatTheCallerSendsBesideTheToken() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.answer(Script.json(200, ANSWER));

    HttpResponse<String> answer =
        send(
            asking(MESSAGES, ASKED)
                .header("Authorization", "Bearer " + proxy.token())
                .header("x-api-key", "sk-ant-the-callers-own"));

    assertEquals(200, answer.statusCode());
    assertEquals(List.of("sk-ant-the-real-key"), provider.takeRequest().headers("x-api-key"));
  }

  @Test
  void relaysAStreamAndReadsTheLastFigures() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.answer(Script.sse().chunk(START).chunk(BLOCK).chunk(END).lastChunk());

    HttpResponse<String> answer = ask(ASKED);

    assertEquals(START + BLOCK + END, answer.body());
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertEquals("msg_s", row.responseId());
    assertEquals(new TokenUsage(100, 75, 0, 15, 0, 115), row.usage());
    assertEquals(
        "Hello", proxy.database().requests().exchange(row.id()).orElseThrow().answerText());
  }

  @Test
  void appendsAnErrorEventToAStreamThatBreaks() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.answer(Script.sse().chunk(START).reset());

    try (var raw = RawClient.connect(proxy.address().getPort())) {
      raw.send(
          "POST /anthropic/v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nX-User-ID: alice\r\n"
              + "x-api-key: "
              + proxy.token()
              + "\r\nContent-Length: "
              + ASKED.length()
              + "\r\n\r\n"
              + ASKED);
      String all = raw.readToEnd();
      assertTrue(
          all.contains(
              "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\","),
          all);
      assertFalse(all.endsWith("0\r\n\r\n"), "it must not look complete");
    }
    assertEquals(RequestStatus.FAILED, proxy.finished().status());
  }

  @Test
  void takesAnErrorEventOfTheProvidersForAFailedStream() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    String error =
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
            + "\"message\":\"Overloaded\"}}\n\n";
    provider.answer(Script.sse().chunk(START).chunk(error).lastChunk());

    assertEquals(START + error, ask(ASKED).body());
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.FAILED, row.status());
    assertEquals("overloaded_error", row.errorCode());
  }

  @Test
  void passesTheProvidersErrorsAsTheyAreSaveThatItsKeyIsBad() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    String overloaded =
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
    provider.answer(
        Script.json(529, overloaded, "retry-after: 3"), Script.json(401, "{\"type\":\"error\"}"));

    HttpResponse<String> busy = ask(ASKED);
    assertEquals(529, busy.statusCode());
    assertEquals(overloaded, busy.body());
    assertEquals("3", busy.headers().firstValue("retry-after").orElseThrow());

    HttpResponse<String> rejected = ask(ASKED);
    assertEquals(400, rejected.statusCode());
    assertTrue(rejected.body().contains("\"error_code\":\"provider_key_rejected\""));
  }

  @Test
  void tellsItsOwnErrorsInAnthropicsShapeWithItsRequestId() throws Exception {
    proxy.sharedKey(provider.baseUrl(), "sk-openai");

    HttpResponse<String> answer = ask(ASKED);

    assertEquals(403, answer.statusCode());
    String id = answer.headers().firstValue("x-request-id").orElseThrow();
    assertEquals(id, answer.headers().firstValue("request-id").orElseThrow());
    assertTrue(
        answer.body().startsWith("{\"type\":\"error\",\"error\":{\"type\":\"permission_error\""));
    assertTrue(answer.body().contains("key create --provider anthropic"), answer.body());
    assertTrue(answer.body().endsWith("\"request_id\":\"" + id + "\"}"), answer.body());
    assertEquals(0, provider.requests().size(), "a key for OpenAI is not for Anthropic");
    RequestSummary row = proxy.finished();
    assertEquals(answer.body().length(), row.responseBytes());

    HttpResponse<String> nobody = send(asking(MESSAGES, ASKED));
    assertEquals(401, nobody.statusCode());
    assertTrue(nobody.body().contains("\"type\":\"authentication_error\""), nobody.body());

    HttpResponse<String> nowhere =
        send(asking("/anthropic/v1/complete", ASKED).header("x-api-key", proxy.token()));
    assertEquals(404, nowhere.statusCode());
    assertTrue(nowhere.body().contains("\"type\":\"not_found_error\""), nowhere.body());
  }

  @Test
  void keepsAKeyForAnthropicFromOpenaisRoutes() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.answer(Script.json(200, ANSWER));
    assertEquals(200, ask(ASKED).statusCode());
    provider.takeRequest();

    HttpResponse<String> answer =
        send(proxy.post("/v1/responses", "{\"model\":\"gpt-4o\",\"input\":\"x\"}"));
    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("no_api_key"));

    HttpResponse<String> follower =
        send(
            proxy.post(
                "/v1/responses",
                "{\"model\":\"gpt-4o\",\"input\":\"x\",\"previous_response_id\":\"msg_1\"}"));
    assertEquals(404, follower.statusCode());
    assertEquals(1, provider.requests().size());
  }

  @Test
  void countsTokensAndListsModelsForNothing() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.answer(
        Script.json(200, "{\"input_tokens\":14}"),
        Script.json(200, "{\"data\":[{\"id\":\"claude-opus-5-5\",\"type\":\"model\"}]}"),
        Script.json(200, "{\"id\":\"claude-opus-5-5\",\"type\":\"model\"}"));

    String counted =
        send(asking("/anthropic/v1/messages/count_tokens?beta=true", ASKED)
                .header("x-api-key", proxy.token()))
            .body();
    assertEquals("{\"input_tokens\":14}", counted);
    assertEquals("/v1/messages/count_tokens?beta=true", provider.takeRequest().target());
    RequestSummary row = proxy.finished();
    assertEquals("anthropic.messages.count_tokens", row.route());
    assertNull(row.usage());
    assertEquals(CostCertainty.NONE, row.cost().certainty());

    for (String path : List.of("/v1/models?limit=2", "/v1/models/claude-opus-5-5")) {
      assertEquals(200, send(proxy.request("/anthropic" + path).GET()).statusCode());
      assertEquals(path, provider.takeRequest().target());
    }
  }

  @Test
  void joinsClaudeCodesSessionUnlessTheCallerNamesOne() throws Exception {
    proxy.anthropicKey(provider.baseUrl());
    provider.otherwise(Script.json(200, ANSWER));
    String session = "57a121ec-f78c-48c3-a745-e3036a3ecc33";

    HttpResponse<String> answer =
        send(
            asking(MESSAGES, ASKED)
                .header("x-api-key", proxy.token())
                .header("X-Claude-Code-Session-Id", session));
    assertEquals(session, answer.headers().firstValue("x-session-id").orElseThrow());
    assertEquals(session, proxy.finished().sessionId());
    assertEquals(
        List.of(session), provider.takeRequest().headers("X-Claude-Code-Session-Id"), "it passes");

    HttpResponse<String> own =
        send(
            asking(MESSAGES, ASKED)
                .header("x-api-key", proxy.token())
                .header("X-Claude-Code-Session-Id", session)
                .header("X-Session-ID", "mine"));
    assertEquals("mine", own.headers().firstValue("x-session-id").orElseThrow());
  }

  @Test
  void answersProbesWithoutATokenAndWithoutARecord() throws Exception {
    for (String path : List.of("/anthropic", "/anthropic/")) {
      var probe = HttpRequest.newBuilder(proxy.address().resolve(path));
      assertEquals(200, send(probe.copy().HEAD()).statusCode(), path);
      assertEquals(200, send(probe.copy().GET()).statusCode(), path);
    }
    assertEquals(List.of(), proxy.requests());
  }
}
