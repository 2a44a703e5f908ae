package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.traffic.Target;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.ReceivedRequest;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is under /v1 passes, in both directions, and is on record as it was. */
class EveryPathTest {
  private static final String FORM =
      "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--b\r\n"
          + "Content-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
          + "Content-Type: application/octet-stream\r\n\r\n\0\u0001\u0002\r\n--b--\r\n";

  @TempDir private static Path directory;
  private static ProxyFixture proxy;
  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private ProviderKey key;

  @BeforeAll
  static void startProxy() {
    proxy = ProxyFixture.start(directory);
  }

  @AfterAll
  static void stopProxy() {
    proxy.close();
  }

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    key = proxy.openaiKey(provider.baseUrl());
  }

  @AfterEach
  void stop() {
    proxy.database().providerKeys().deactivate(key.id());
    proxy.database().organizations().setPaths(proxy.organization().id(), Paths.ALL);
    proxy.database().organizations().setRecording(proxy.organization().id(), Recording.BODIES);
    provider.close();
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> post(String path, String body) throws Exception {
    return send(proxy.post(path, body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"})
  void anyMethodAndPathGoesUpAsItCame(String method) throws Exception {
    provider.answer(Script.json(418, "{\"odd\": 1.0}", "X-Theirs: 1"));

    HttpResponse<byte[]> answer =
        send(
            proxy
                .request(
                    "/v1/whatever/Comes%20next/42?x=%2F&y=[1]&api_key=sk-abc".replace("[1]", "1"))
                .header("X-Mine", "2")
                .header("Content-Type", "text/csv")
                .method(method, BodyPublishers.ofString("a,b\r\n")));

    assertEquals(418, answer.statusCode());
    assertEquals("{\"odd\": 1.0}", new String(answer.body(), UTF_8));
    assertEquals("1", answer.headers().firstValue("X-Theirs").orElseThrow());
    ReceivedRequest received = provider.takeRequest();
    assertEquals(method, received.method());
    assertEquals("/v1/whatever/Comes%20next/42?x=%2F&y=1&api_key=sk-abc", received.target());
    assertEquals(List.of("2"), received.headers("X-Mine"));
    assertEquals(List.of("Bearer sk-openai"), received.headers("Authorization"));
    assertEquals("a,b\r\n", received.text());
    RequestSummary row = proxy.finished();
    assertEquals("other", row.route());
    assertEquals(
        new Target(method, "/v1/whatever/Comes%20next/42?x=%2F&y=1&api_key=[redacted]"),
        row.target());
    assertEquals(5L, row.requestBytes());
    assertEquals(12L, row.responseBytes());
    assertEquals(RequestStatus.FAILED, row.status());
    assertEquals("a,b\r\n", new String(exchange(row).requestBody(), UTF_8));
  }

  @Test
  void headIsAnsweredWithTheHeadersOfGetAndNoBody() throws Exception {
    provider.answer(
        Script.empty().head(200, "Content-Type: application/json", "Content-Length: 1234"));

    HttpResponse<byte[]> answer =
        send(proxy.request("/v1/models").method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, answer.statusCode());
    assertEquals("1234", answer.headers().firstValue("Content-Length").orElseThrow());
    assertEquals("HEAD", provider.takeRequest().method());
    assertEquals(RequestStatus.COMPLETED, proxy.finished().status());
  }

  @Test
  void aFormAndItsFilePassByteForByte() throws Exception {
    provider.answer(Script.json(200, "{\"id\":\"file-made\",\"object\":\"file\"}"));

    HttpResponse<byte[]> answer = send(form("/v1/files", FORM));

    assertEquals(200, answer.statusCode());
    ReceivedRequest received = provider.takeRequest();
    assertArrayEquals(FORM.getBytes(UTF_8), received.body());
    assertEquals(List.of("multipart/form-data; boundary=b"), received.headers("Content-Type"));
    RequestSummary row = proxy.finished();
    assertEquals("files", row.route());
    assertEquals("file-made", row.responseId());
    assertEquals(CostCertainty.NONE, row.cost().certainty());
    assertArrayEquals(FORM.getBytes(UTF_8), exchange(row).requestBody());
  }

  @Test
  void aFileComesDownAsItIsAndItsBeginningIsKept() throws Exception {
    byte[] file = new byte[3 << 20];
    new Random(1).nextBytes(file);
    provider.answer(
        Script.empty()
            .head(200, "Content-Type: application/octet-stream", "Content-Length: " + file.length)
            .send(file));

    HttpResponse<byte[]> answer = send(proxy.request("/v1/files/file-a/content").GET());

    assertArrayEquals(file, answer.body());
    RequestSummary row = proxy.finished();
    assertEquals("files.content", row.route());
    assertEquals((long) file.length, row.responseBytes());
    byte[] kept = exchange(row).responseBody();
    assertArrayEquals(Arrays.copyOf(file, 64 << 10), Arrays.copyOf(kept, 64 << 10));
    assertEquals(
        "\n[cut: these are the first 65,536 of 3,145,728 bytes; the rest was not kept]",
        new String(kept, 64 << 10, kept.length - (64 << 10), UTF_8));
  }

  @Test
  void audioIsHeardBeforeItHasCome() throws Exception {
    var more = new java.util.concurrent.CountDownLatch(1);
    provider.answer(
        Script.empty()
            .head(200, "Content-Type: audio/mpeg", "Transfer-Encoding: chunked")
            .chunk("first")
            .await(more)
            .chunk("last")
            .lastChunk());

    HttpResponse<java.io.InputStream> answer =
        client.send(
            proxy.post("/v1/audio/speech", "{\"model\":\"tts-1\",\"input\":\"Hi\"}").build(),
            BodyHandlers.ofInputStream());

    assertEquals("first", new String(answer.body().readNBytes(5), UTF_8));
    more.countDown();
    assertEquals("last", new String(answer.body().readAllBytes(), UTF_8));
    RequestSummary row = proxy.finished();
    assertEquals("tts-1", row.model());
    // It costs something, and nobody says how much.
    assertEquals(CostCertainty.UNKNOWN, row.cost().certainty());
    assertEquals("Hi", exchange(row).promptText());
  }

  @Test
  void aStreamWithoutALastEventEndsWell() throws Exception {
    String events =
        "event: image_generation.partial_image\n"
            + "data: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"aa\"}\n\n"
            + "data:"
            + " {\"type\":\"image_generation.completed\",\"usage\":{\"input_tokens\":10,\"input_tokens_details\":{\"text_tokens\":4,\"image_tokens\":6},\"output_tokens\":5,\"total_tokens\":15}}\n\n";
    provider.answer(Script.sse().chunk(events).lastChunk());

    HttpResponse<byte[]> answer =
        post(
            "/v1/images/generations",
            "{\"model\":\"gpt-image-1\",\"prompt\":\"A\",\"stream\":true}");

    assertEquals(events, new String(answer.body(), UTF_8));
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertTrue(row.streamed());
    assertEquals(new TokenUsage(10, 0, 0, 5, 0, 15), row.usage());
  }

  @Test
  void aLegacyCompletionStreamsAndCounts() throws Exception {
    String events =
        "data:"
            + " {\"id\":\"cmpl-1\",\"model\":\"gpt-3.5-turbo-instruct\",\"choices\":[{\"text\":\"Hel\"}]}\n\n"
            + "data: {\"id\":\"cmpl-1\",\"choices\":[{\"text\":\"lo\"}]}\n\n"
            + "data:"
            + " {\"id\":\"cmpl-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":3,\"total_tokens\":5}}\n\n"
            + "data: [DONE]\n\n";
    provider.answer(Script.sse().chunk(events).lastChunk());

    HttpResponse<byte[]> answer =
        post(
            "/v1/completions",
            "{\"model\":\"gpt-3.5-turbo-instruct\",\"prompt\":\"Say\",\"stream\":true}");

    assertEquals(events, new String(answer.body(), UTF_8));
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertEquals(new TokenUsage(2, 0, 0, 3, 0, 5), row.usage());
    assertEquals("Hello", exchange(row).answerText());
    assertEquals("Say", exchange(row).promptText());
  }

  @Test
  void anErrorInAnyStreamFailsIt() throws Exception {
    provider.answer(
        Script.sse()
            .chunk("event: error\ndata: {\"message\":\"Too dark\",\"code\":\"dark\"}\n\n")
            .lastChunk());

    post("/v1/images/edits", "{\"model\":\"gpt-image-1\",\"stream\":true}");

    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.FAILED, row.status());
    assertEquals("dark", row.errorCode());
    assertEquals("Too dark", row.errorMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"input_tokens":7,"output_tokens":5,"total_tokens":12}                                                                                  | 7 | 5
          {"prompt_tokens":7,"completion_tokens":5,"total_tokens":12}                                                                             | 7 | 5
          {"type":"tokens","input_tokens":7,"input_token_details":{"text_tokens":3,"audio_tokens":4},"output_tokens":5,"total_tokens":12}          | 7 | 5
          """)
  void usageIsReadInEveryShape(String usage, long input, long output) throws Exception {
    provider.answer(Script.json(200, "{\"text\":\"Hello\",\"usage\":" + usage + "}"));

    post("/v1/audio/translations", "{\"model\":\"gpt-4o-transcribe\"}");

    RequestSummary row = proxy.finished();
    assertEquals(input, requireNonNull(row.usage()).input());
    assertEquals(output, row.usage().output());
    assertEquals("Hello", exchange(row).answerText());
  }

  @Test
  void audioTokensKeepACostFromBeingExact() throws Exception {
    provider.answer(
        Script.json(
            200,
            "{\"usage\":{\"type\":\"tokens\",\"input_tokens\":7,\"input_token_details\":"
                + "{\"text_tokens\":3,\"audio_tokens\":4},\"output_tokens\":5,\"total_tokens\":12}}"));

    post("/v1/audio/transcriptions", "{\"model\":\"gpt-4o-mini\"}");

    RequestSummary row = proxy.finished();
    assertTrue(row.cost().reasons().contains(CostReason.AUDIO_TOKENS), row.cost().toString());
  }

  @Test
  void secondsOfAudioAreUnknownUsageAndNeverNone() throws Exception {
    String usage = "{\"type\":\"duration\",\"seconds\":9}";
    provider.answer(Script.json(200, "{\"text\":\"Hi\",\"usage\":" + usage + "}"));

    send(
        form(
            "/v1/audio/transcriptions",
            FORM.replace("purpose", "model").replace("batch", "whisper-1")));

    RequestSummary row = proxy.finished();
    assertEquals("whisper-1", row.model());
    assertNull(row.usage());
    assertEquals(CostCertainty.UNKNOWN, row.cost().certainty());
    assertEquals(List.of(CostReason.NO_USAGE), row.cost().reasons());
  }

  @Test
  void whatCostsNothingCostsNone() throws Exception {
    provider.otherwise(Script.json(200, "{\"id\":\"modr-1\"}"));
    post("/v1/moderations", "{\"input\":\"x\"}");
    assertEquals(CostCertainty.NONE, proxy.finished().cost().certainty());
    post("/v1/comes/next", "{}");
    assertEquals(CostCertainty.UNKNOWN, proxy.finished().cost().certainty());
  }

  @Test
  void theUsageOfABatchCompletesTheRequestThatMadeIt() throws Exception {
    provider.answer(
        Script.json(200, "{\"id\":\"batch_1\",\"object\":\"batch\",\"status\":\"validating\"}"),
        Script.json(
            200,
            "{\"id\":\"batch_1\",\"object\":\"batch\",\"status\":\"completed\",\"model\":\"gpt-4o-mini\","
                + "\"output_file_id\":\"file-out\",\"usage\":{\"input_tokens\":100,\"output_tokens\":10,\"total_tokens\":110}}"));
    post("/v1/batches", "{\"input_file_id\":\"file-in\",\"endpoint\":\"/v1/responses\"}");
    RequestSummary made = proxy.finished();
    assertEquals(CostCertainty.UNKNOWN, made.cost().certainty());

    send(proxy.request("/v1/batches/batch_1").GET());

    RequestSummary read = proxy.finished();
    assertNull(read.usage());
    assertEquals(CostCertainty.NONE, read.cost().certainty());
    made = proxy.database().requests().find(made.id()).orElseThrow();
    assertEquals(new TokenUsage(100, 0, 0, 10, 0, 110), made.usage());
    assertEquals("batch", made.serviceTier());
  }

  @Test
  void aPathCanBeForbidden() throws Exception {
    proxy.database().organizations().setPaths(proxy.organization().id(), Paths.INFERENCE);
    provider.otherwise(Script.json(200, "{\"data\":[]}"));

    HttpResponse<byte[]> answer = send(form("/v1/files", FORM));

    assertEquals(403, answer.statusCode());
    assertTrue(new String(answer.body(), UTF_8).contains("\"code\":\"path_not_allowed\""));
    assertEquals(List.of(), provider.requests());
    RequestSummary row = proxy.finished();
    assertEquals("path_not_allowed", row.errorCode());
    assertEquals(new Target("POST", "/v1/files"), row.target());
    assertEquals(200, send(proxy.request("/v1/models").GET()).statusCode());
  }

  @Test
  void nothingOutsideIsForwarded() throws Exception {
    for (String path :
        List.of(
            "/",
            "/v2/files",
            "/files",
            "/v1x/files",
            "/v1/../admin",
            "/v1//files",
            "/v1;a/files")) {
      try (RawClient raw = RawClient.connect(proxy.address().getPort())) {
        String answer =
            raw.send(
                    "GET "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nX-User-ID: a\r\nAuthorization: Bearer "
                        + proxy.token()
                        + "\r\nConnection: close\r\n\r\n")
                .readToEnd();
        assertTrue(answer.startsWith("HTTP/1.1 404"), path + ": " + answer);
      }
    }
    assertEquals(List.of(), provider.requests());
  }

  @Test
  void ourOwnRoutesWin() throws Exception {
    assertEquals(405, send(proxy.request("/v1/responses/health").DELETE()).statusCode());
    assertEquals(405, send(proxy.request("/v1/responses/resp_1/rate").GET()).statusCode());
    assertEquals(List.of(), provider.requests());
  }

  @Test
  void aWebSocketIsRefusedInsteadOfAskedForAsAPage() throws Exception {
    try (RawClient raw = RawClient.connect(proxy.address().getPort())) {
      String answer =
          raw.send(
                  "GET /v1/realtime?model=m HTTP/1.1\r\nHost: localhost\r\nX-User-ID: a\r\n"
                      + "Authorization: Bearer "
                      + proxy.token()
                      + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
              .readAnswer();
      assertTrue(answer.startsWith("HTTP/1.1 426"), answer);
      assertTrue(answer.contains("websocket_not_supported"), answer);
    }
  }

  @Test
  void pathsAreFound() throws Exception {
    provider.otherwise(Script.json(200, "{}"));
    post("/v1/vector_stores/vs_1/search", "{}");
    post("/v1/moderations?here", "{}");

    assertEquals(1, found(FilterTerm.Text.exactly(FilterKey.PATH, "/v1/moderations?here")));
    assertEquals(1, found(FilterTerm.Text.exactly(FilterKey.ROUTE, "vector_stores.search")));
  }

  @Test
  void whereOnlyCountsAreKeptNoPathIs() throws Exception {
    proxy.database().organizations().setRecording(proxy.organization().id(), Recording.COUNTS);
    provider.answer(Script.json(200, "{}"));

    post("/v1/moderations", "{}");

    assertNull(proxy.finished().target());
    assertEquals("moderations", proxy.finished().route());
  }

  private int found(FilterTerm term) {
    return proxy
        .database()
        .requests()
        .page(new RequestFilter(List.of(term)), null, 10)
        .rows()
        .size();
  }

  private HttpRequest.Builder form(String path, String form) {
    return proxy
        .request(path)
        .header("Content-Type", "multipart/form-data; boundary=b")
        .POST(BodyPublishers.ofString(form));
  }

  private Exchange exchange(RequestSummary row) {
    return proxy.database().requests().exchange(row.id()).orElseThrow();
  }
}
