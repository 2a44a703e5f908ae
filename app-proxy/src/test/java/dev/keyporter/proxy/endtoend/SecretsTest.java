package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.proxy.testing.Codings;
import dev.keyporter.proxy.testing.ProxyFixture;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of tools are passed on and not kept; tokens of this proxy are kept from providers. */
class SecretsTest {
  private static final String TOOLS =
      "\"tools\":[{\"type\":\"mcp\",\"server_label\":\"a\",\"authorization\":\"s3cr3t\","
          + "\"headers\":{\"X-Key\":\"s3cr3t\"}}]";
  private static final String REQUEST = "{\"model\":\"m\",\"input\":\"Hello\"," + TOOLS + "}";
  private static final String CHAT =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"mcp_servers\":[{"
          + "\"url\":\"https://a.example/s/s3cr3t-0123456789ab?k=s3cr3t\",\"Authorization_Token\":"
          + "\"s3cr3t\",\"tools\":[[{\"auth\":{\"GITHUB_TOKEN\":[\"s3cr3t\"]}}]]}]}";
  private static final String RESPONSE =
      "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\"," + TOOLS + "}";

  private static final String KEY = "sk-proj-real-0123456789";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    proxy = ProxyFixture.start(directory);
    proxy.sharedKey(provider.baseUrl(), KEY);
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void secretsOfToolsArePassedOnAndNotKept(String coding) throws Exception {
    byte[] sent = Codings.coded(coding, REQUEST.getBytes(UTF_8));
    byte[] answered = Codings.coded(coding, RESPONSE.getBytes(UTF_8));
    provider.answer(
        Script.empty()
            .head(
                200,
                "Content-Type: application/json",
                "Content-Encoding: " + coding,
                "Content-Length: " + answered.length)
            .send(answered));

    HttpResponse<byte[]> answer =
        client.send(
            proxy
                .request("/v1/responses")
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(sent))
                .build(),
            BodyHandlers.ofByteArray());

    assertArrayEquals(sent, provider.takeRequest().body());
    assertArrayEquals(answered, answer.body());
    Exchange kept = kept();
    assertKeptWithoutSecrets(kept);
    assertTrue(new String(kept.requestBody(), UTF_8).contains("\"input\":\"Hello\""));
    assertTrue(new String(kept.responseBody(), UTF_8).contains("\"id\":\"resp_1\""));
  }

  @Test
  void secretsThatAStreamRepeatsInPiecesAreNotKept() throws Exception {
    String stream =
        event("response.created") + event("response.in_progress") + event("response.completed");
    Script script = Script.sse();
    for (int at = 0; at < stream.length(); at += 7) {
      script = script.chunk(stream.substring(at, Math.min(at + 7, stream.length())));
    }
    provider.answer(script.lastChunk());

    String answer = ask(proxy.post("/v1/responses", REQUEST.replace("{", "{\"stream\":true,")));

    assertEquals(stream, answer);
    Exchange kept = kept();
    assertKeptWithoutSecrets(kept);
    assertEquals(stream.replace("s3cr3t", "[redacted]"), new String(kept.responseBody(), UTF_8));
  }

  @Test
  void secretsOfARefusedRequestAreNotKept() throws Exception {
    String refused = ask(proxy.post("/v1/responses", REQUEST.replace("\"m\"", "1")));

    assertTrue(refused.contains("model_not_a_string"), refused);
    assertKeptWithoutSecrets(kept());
  }

  @Test
  void headersThatHoldSecretsAreNotKept() throws Exception {
    provider.answer(Script.json(200, "{}", "Location: https://a.example/?sig=s3cr3t&a=b"));

    ask(
        proxy
            .post("/v1/responses", REQUEST)
            .header("X-Goog-Api-Key", "s3cr3t")
            .header("Ocp-Apim-Subscription-Key", "s3cr3t")
            .header("X-Amz-Security-Token", "s3cr3t")
            .header("X-Forwarded-Authorization", "s3cr3t")
            .header("X-Upstream", "Bearer s3cr3t-s3cr3t")
            .header("X-Custom", "use sk-proj-s3cr3t_s3cr3t-s3cr3t!")
            .header("X-Task", "ask-the-long-question-of-today")
            .header("Referer", "https://a.example/?x=1&api_key=s3cr3t#y")
            .header("Idempotency-Key", "kept"));

    Exchange kept = kept();
    assertKeptWithoutSecrets(kept);
    assertTrue(kept.requestHeaders().contains("kept"), kept.requestHeaders());
    assertTrue(kept.requestHeaders().contains("?x=1&api_key=[redacted]#y"), kept.requestHeaders());
    assertTrue(kept.requestHeaders().contains("use [redacted]!"), kept.requestHeaders());
    assertTrue(kept.requestHeaders().contains("ask-the-long-question"), kept.requestHeaders());
    assertTrue(kept.responseHeaders().contains("sig=[redacted]&a=b"), kept.responseHeaders());
  }

  @Test
  void aTokenOfThisProxyReachesNoProviderInWhateverHeaderItCame() throws Exception {
    User bob = proxy.database().users().firstSight(proxy.organization().id(), "bob");
    String other = proxy.issue(proxy.organization(), bob);
    provider.answer(Script.json(200, "{}"));

    ask(
        proxy
            .post("/v1/responses", REQUEST)
            .header("x-api-key", proxy.token())
            .header("api-key", "Bearer " + other)
            .header("X-Whatever", "a=" + proxy.token() + "; b")
            .header(
                "X-Kept", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLW9mLW90aGVycw"));

    ReceivedRequest received = provider.takeRequest();
    assertEquals(List.of(), received.headers("x-api-key"));
    assertEquals(List.of(), received.headers("api-key"));
    assertEquals(List.of(), received.headers("X-Whatever"));
    assertEquals(List.of("Bearer " + KEY), received.headers("Authorization"));
    // What another one signed is for the provider: it may be a Keyporter, too.
    assertEquals(1, received.headers("X-Kept").size());
    assertFalse(kept().requestHeaders().contains(proxy.token()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"m\",\"input\":\"use %s, please\"}",
        "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\","
            + "\"text\":\"Bearer %s\"}]}]}",
        "{\"model\":\"m\",\"input\":\"x\",\"metadata\":{\"t\":\"%s\"},\"user\":\"%s\"}",
        "{\"model\":\"m\",\"input\":\"cut off %s",
      })
  void tokensInBodiesAreNotKept(String body) throws Exception {
    String said = body.replace("%s", proxy.token());
    provider.otherwise(Script.json(200, "{\"id\":\"resp_1\",\"echo\":\"" + proxy.token() + "\"}"));

    ask(proxy.post("/v1/responses", said));

    assertHoldsNoToken(kept());
  }

  @Test
  void aTokenThatAStreamRepeatsWordByWordIsNotKept() throws Exception {
    var stream = new StringBuilder(event("response.created"));
    for (String piece : proxy.token().split("(?<=\\G.{9})", -1)) {
      stream.append(
          ("event: response.output_text.delta\n"
               + "data:"
               + " {\"type\":\"response.output_text.delta\",\"item_id\":\"a\",\"output_index\":0,\"content_index\":0,\"delta\":\"%s\"}\n\n")
              .formatted(piece));
    }
    stream.append(event("response.completed"));
    provider.answer(Script.sse().chunk(stream.toString()).lastChunk());

    ask(proxy.post("/v1/responses", "{\"model\":\"m\",\"input\":\"x\",\"stream\":true}"));

    Exchange kept = kept();
    assertHoldsNoToken(kept);
    String pieces = new String(kept.responseBody(), UTF_8).replaceAll("(?s)\"}.*?delta\":\"", "");
    assertFalse(pieces.contains(proxy.token().substring(20, 60)), pieces);
  }

  @Test
  void theKeyThatAProviderRepeatsIsNotKept() throws Exception {
    String wrong = "{\"error\":{\"message\":\"No such key: %s.\",\"code\":\"a\"}}".formatted(KEY);
    provider.answer(
        Script.json(403, wrong, "X-Debug: key " + KEY, "Location: https://a.example/?k=" + KEY));

    assertTrue(ask(proxy.post("/v1/chat/completions", CHAT)).contains(KEY), "as it came");

    Exchange kept = kept();
    assertFalse(kept.responseHeaders().contains(KEY), kept.responseHeaders());
    assertEquals(wrong.replace(KEY, "[redacted]"), new String(kept.responseBody(), UTF_8));
    assertEquals("No such key: [redacted].", proxy.finished().errorMessage());
    assertTrue(kept.responseHeaders().contains("X-Debug: key [redacted]"), kept.responseHeaders());
  }

  @Test
  void secretsOfToolsInOtherProtocolsAndFailuresAreNotKept() throws Exception {
    provider.answer(Script.json(500, "{\"error\":{\"message\":\"x\"},\"request\":" + CHAT + "}"));
    ask(proxy.post("/v1/chat/completions", CHAT));
    assertKeptWithoutSecrets(kept());
  }

  @Test
  void nobodyAndNoSessionIsCalledByAToken() throws Exception {
    for (String secret : List.of(proxy.token(), "my " + proxy.token(), KEY)) {
      String user = ask(plain().header("X-User-ID", secret));
      String session = ask(plain().header("X-User-ID", "a").header("X-Session-ID", secret));

      assertTrue(user.contains("invalid_user_id") && user.contains("a key"), user);
      assertTrue(session.contains("invalid_session_id"), session);
      assertFalse((user + session).contains(secret), user + session);
    }
    assertEquals(List.of(), provider.requests());
  }

  private HttpRequest.Builder plain() {
    return HttpRequest.newBuilder(proxy.address().resolve("/v1/models"))
        .header("Authorization", "Bearer " + proxy.token());
  }

  private void assertHoldsNoToken(Exchange kept) {
    String all = all(kept);
    assertFalse(all.contains(proxy.token().substring(40, 80)), all);
    assertTrue(all.contains("[redacted]"), all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?api_key=%s", "?a=b&key=%s&c", "/%s", "?x=Bearer%%20%s"})
  void aTokenInTheUrlIsRefused(String where) throws Exception {
    String path = "/v1/models" + where.formatted(proxy.token().replace(".", "%2E"));

    String answer = ask(proxy.request(path));

    assertTrue(answer.contains("\"token_in_url\""), answer);
    assertFalse(answer.contains(proxy.token()), answer);
    assertEquals(List.of(), provider.requests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models?api_key=%s",
        "/v1/models/%s",
        "/v1/responses?a=b&token=%s",
        "/v1/responses/resp_1/rate?key=%s",
        "/v1/responses/health?access_token=%s"
      })
  void aTokenThatComesInTheUrlAloneIsRefusedAndKeptNowhere(String path) throws Exception {
    String url = path.formatted(proxy.token().replace(".", "%2E"));

    HttpResponse<String> answer = withoutToken(url);

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("\"token_in_url\""), answer.body());
    assertFalse(answer.body().contains(proxy.token()), answer.body());
    assertEquals(List.of(), proxy.requests());
  }

  @Test
  void saysThatNothingIsReadFromTheUrlWhereWhatIsMissingMayBeThere() throws Exception {
    assertEquals("token_missing", code(withoutToken("/v1/models?after=x")));
    assertFalse(withoutToken("/v1/models?after=x").body().contains("URL"));
    for (String query : List.of("api_key=sk-1", "a=b&access_token=1", "x.auth=1", "KEY=1")) {
      HttpResponse<String> answer = withoutToken("/v1/models?" + query);
      assertEquals("token_missing", code(answer));
      assertTrue(answer.body().contains("keys in the URL are not read"), answer.body());
    }
  }

  private static String code(HttpResponse<String> answer) {
    return answer.body().replaceAll(".*\"code\":\"([^\"]*)\".*", "$1");
  }

  private HttpResponse<String> withoutToken(String url) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(proxy.address().resolve(url));
    boolean isPost = url.contains("/rate") || url.startsWith("/v1/responses?");
    return client.send(
        (isPost ? request.POST(BodyPublishers.ofString("{}")) : request).build(),
        BodyHandlers.ofString());
  }

  private Exchange kept() {
    return proxy.database().requests().exchange(proxy.finished().id()).orElseThrow();
  }

  private static String all(Exchange kept) {
    return kept.requestHeaders()
        + new String(kept.requestBody(), UTF_8)
        + kept.responseHeaders()
        + new String(kept.responseBody(), UTF_8)
        + kept.promptText()
        + kept.answerText();
  }

  private static void assertKeptWithoutSecrets(Exchange kept) {
    String all = all(kept);
    assertFalse(all.contains("s3cr3t"), all);
    assertTrue(all.contains("[redacted]"), all);
  }

  private static String event(String type) {
    return "event: %s\ndata: {\"type\":\"%s\",\"response\":%s}\n\n".formatted(type, type, RESPONSE);
  }

  private String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }
}
