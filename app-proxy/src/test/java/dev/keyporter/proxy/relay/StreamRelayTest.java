package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.ReceivedRequest;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamRelayTest {
  private static final String PROMPT =
      "{\"model\":\"gpt-4o-mini\",\"input\":\"x\",\"stream\":true}";
  private static final String CHAT =
      "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
          + "\"stream\":true}";
  private static final String CREATED =
      "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,"
          + "\"response\":{\"id\":\"resp_s\",\"status\":\"in_progress\"}}\n\n";
  private static final String DELTA =
      "event: response.output_text.delta\r\ndata: {\"type\":\"response.output_text.delta\","
          + "\"sequence_number\":1,\"delta\":\"a\u2028b\", \"unknown\" : 1}\r\n\r\n";
  private static final String NEW_TYPE =
      ": comment\nid: 7\nevent: response.brand_new\ndata: {\"type\":\"response.brand_new\"}\n\n";
  private static final String COMPLETED =
      "event: response.completed\ndata: {\"type\":\"response.completed\",\"sequence_number\":2,"
          + "\"response\":{\"id\":\"resp_s\",\"status\":\"completed\",\"model\":\"gpt-4o-mini\","
          + "\"usage\":{\"input_tokens\":10,\"output_tokens\":2,\"total_tokens\":12}}}\n\n";

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

  private HttpResponse<InputStream> open(String path, String body) throws Exception {
    return client.send(proxy.post(path, body).build(), BodyHandlers.ofInputStream());
  }

  private static byte[] readUntilBroken(InputStream body) {
    var read = new ByteArrayOutputStream();
    assertThrows(IOException.class, () -> body.transferTo(read), "the answer looks complete");
    return read.toByteArray();
  }

  @Test
  void aStreamPassesByteForByte() throws Exception {
    String stream = CREATED + DELTA + NEW_TYPE + COMPLETED + "data: [DONE]\n\n";
    byte[] bytes = stream.getBytes(UTF_8);
    Script script = Script.sse();
    for (int i = 0; i < bytes.length; i += 7) {
      script = script.chunk(java.util.Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 7)));
    }
    provider.answer(script.lastChunk());

    HttpResponse<InputStream> response = open("/v1/responses", PROMPT);

    assertArrayEquals(bytes, response.body().readAllBytes());
    assertEquals("text/event-stream", response.headers().firstValue("content-type").orElseThrow());
  }

  @Test
  void theRecordHoldsTheStreamWithTheTimeOfEachEvent() throws Exception {
    provider.answer(Script.sse().chunk(CREATED).chunk(DELTA).chunk(COMPLETED).lastChunk());

    open("/v1/responses", PROMPT).body().readAllBytes();

    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.COMPLETED, row.status());
    assertEquals(12, requireNonNull(row.usage()).total());
    assertEquals("resp_s", row.responseId());
    assertTrue(row.streamed());
    Exchange exchange = proxy.database().requests().exchange(row.id()).orElseThrow();
    assertArrayEquals((CREATED + DELTA + COMPLETED).getBytes(UTF_8), exchange.responseBody());
    assertEquals(3, requireNonNull(exchange.eventTimes()).size());
    assertEquals(CREATED.length(), requireNonNull(exchange.eventTimes()).end(0));
    assertEquals("a\u2028b", exchange.answerText());
  }

  @Test
  void theFirstEventArrivesBeforeTheSecondIsSentAndItsIdIsKnownByThen() throws Exception {
    var second = new CountDownLatch(1);
    provider.answer(Script.sse().chunk(CREATED).await(second).chunk(COMPLETED).lastChunk());

    InputStream body = open("/v1/responses", PROMPT).body();

    assertArrayEquals(CREATED.getBytes(UTF_8), body.readNBytes(CREATED.length()));
    assertTrue(
        proxy
            .database()
            .references()
            .find(
                "resp_s",
                ProviderReference.Kind.RESPONSE,
                proxy.organization().id(),
                proxy.database().users().firstSight(proxy.organization().id(), "alice").id())
            .isPresent());
    assertEquals(RequestStatus.PENDING, proxy.requests().getFirst().status());
    second.countDown();
    assertArrayEquals(COMPLETED.getBytes(UTF_8), body.readAllBytes());
  }

  @Test
  void theTerminalEventComesAfterItsRecord() throws Exception {
    var end = new CountDownLatch(1);
    provider.answer(Script.sse().chunk(CREATED).chunk(COMPLETED).await(end).lastChunk());

    InputStream body = open("/v1/responses", PROMPT).body();
    body.readNBytes((CREATED + COMPLETED).length());

    assertEquals(RequestStatus.COMPLETED, proxy.requests().getFirst().status());
    end.countDown();
  }

  @Test
  void aStreamSaidToBeInTheIdentityCodingIsAStream() throws Exception {
    var second = new CountDownLatch(1);
    provider.answer(
        Script.sse("Content-Encoding: identity")
            .chunk(CREATED)
            .await(second)
            .chunk(COMPLETED)
            .lastChunk());

    InputStream body = open("/v1/responses", PROMPT).body();

    assertArrayEquals(CREATED.getBytes(UTF_8), body.readNBytes(CREATED.length()));
    second.countDown();
    assertArrayEquals(COMPLETED.getBytes(UTF_8), body.readAllBytes());
  }

  @Test
  void aStreamInACodingPassesAsItComes() throws Exception {
    var second = new CountDownLatch(1);
    provider.answer(
        Script.sse("Content-Encoding: br").chunk("first").await(second).chunk("last").lastChunk());

    InputStream body = open("/v1/responses", PROMPT).body();

    assertArrayEquals("first".getBytes(UTF_8), body.readNBytes(5));
    second.countDown();
    assertArrayEquals("last".getBytes(UTF_8), body.readAllBytes());
    assertEquals(CostCertainty.UNKNOWN, proxy.finished().cost().certainty());
  }

  @Test
  void aBrokenStreamGetsOneErrorAndNeverLooksComplete() throws Exception {
    provider.answer(Script.sse().chunk(CREATED).chunk(DELTA).chunk("event: respon").close());

    byte[] read = readUntilBroken(open("/v1/responses", PROMPT).body());

    String text = new String(read, UTF_8);
    assertTrue(text.startsWith(CREATED + DELTA + "event: error\ndata: {\"type\":\"error\""), text);
    assertTrue(text.contains("\"sequence_number\":2"), text);
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.FAILED, row.status());
    assertEquals("upstream_broke_off", row.errorCode());
    assertEquals(CostCertainty.UNKNOWN, row.cost().certainty());
  }

  @Test
  void aBrokenChatStreamGetsItsOwnErrorShape() throws Exception {
    provider.answer(
        Script.sse()
            .chunk("data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0}]}\n\n")
            .reset());

    String text = new String(readUntilBroken(open("/v1/chat/completions", CHAT).body()), UTF_8);

    assertTrue(text.contains("\n\ndata: {\"error\":{\"message\":"), text);
  }

  @Test
  void aCleanEndWithoutATerminalEventPassesAndIsRecordedAsFailed() throws Exception {
    provider.answer(Script.sse().chunk(CREATED + DELTA).lastChunk());

    byte[] read = open("/v1/responses", PROMPT).body().readAllBytes();

    assertArrayEquals((CREATED + DELTA).getBytes(UTF_8), read);
    assertEquals(RequestStatus.FAILED, proxy.finished().status());
    assertEquals("stream_incomplete", proxy.finished().errorCode());
  }

  @Test
  void aFailedResponseIsRecordedAsFailedWithItsUsage() throws Exception {
    String failed =
        COMPLETED
            .replace("response.completed", "response.failed")
            .replace("\"completed\"", "\"failed\",\"error\":{\"code\":\"oops\",\"message\":\"m\"}");
    provider.answer(Script.sse().chunk(CREATED + failed).lastChunk());

    open("/v1/responses", PROMPT).body().readAllBytes();

    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.FAILED, row.status());
    assertEquals("oops", row.errorCode());
    assertEquals(12, requireNonNull(row.usage()).total());
  }

  @Test
  void anErrorBeforeTheFirstByteIsPlainJson() throws Exception {
    provider.answer(Script.json(429, "{\"error\":{\"message\":\"slow\"}}", "Retry-After: 3"));

    HttpResponse<InputStream> response = open("/v1/responses", PROMPT);

    assertEquals(429, response.statusCode());
    assertEquals("3", response.headers().firstValue("retry-after").orElseThrow());
    assertEquals(
        "{\"error\":{\"message\":\"slow\"}}", new String(response.body().readAllBytes(), UTF_8));
  }

  @Test
  void theProviderIsDroppedWhenTheClientLeavesWhileItIsSilent() throws Exception {
    provider.answer(Script.empty().hang());
    var leaving =
        client.sendAsync(proxy.post("/v1/responses", PROMPT).build(), BodyHandlers.ofString());
    ReceivedRequest received = provider.takeRequest();

    leaving.cancel(true);

    assertTrue(received.clientLeftWithin(Duration.ofSeconds(5)));
    assertEquals(RequestStatus.CANCELLED, proxy.finished().status());
    assertEquals("client_gone", proxy.finished().errorCode());
    assertNull(proxy.finished().httpStatus());
  }

  @Test
  void theProviderIsDroppedWhenTheClientLeavesInTheMiddleOfASilentStream() throws Exception {
    provider.answer(Script.sse().chunk(CREATED).hang());
    InputStream body = open("/v1/responses", PROMPT).body();
    body.readNBytes(CREATED.length());

    body.close();

    assertTrue(provider.takeRequest().clientLeftWithin(Duration.ofSeconds(5)));
    assertEquals(RequestStatus.CANCELLED, proxy.finished().status());
    assertEquals("resp_s", proxy.finished().responseId());
  }

  @Test
  void aClientThatLeavesWhileEventsComeIsNotTakenForAFault() throws Exception {
    var hasLeft = new CountDownLatch(1);
    Script script = Script.sse().chunk(CREATED).await(hasLeft);
    for (int i = 0; i < 50; i++) {
      script = script.chunk(DELTA);
    }
    provider.answer(script.hang());
    RawClient leaving = RawClient.connect(proxy.address().getPort());
    leaving.send(
        "POST /v1/responses HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
            + proxy.token()
            + "\r\nX-User-ID: alice\r\nContent-Type: application/json\r\nContent-Length: "
            + PROMPT.length()
            + "\r\n\r\n"
            + PROMPT);
    leaving.readUntil("in_progress\"}}\n\n");

    leaving.reset();
    hasLeft.countDown();

    assertTrue(provider.takeRequest().clientLeftWithin(Duration.ofSeconds(5)));
    RequestSummary row = proxy.finished();
    assertEquals(RequestStatus.CANCELLED, row.status());
    assertEquals("client_gone", row.errorCode());
    assertEquals("resp_s", row.responseId());
  }

  @Test
  void theUsageChunkWeAskedForIsCountedAndWithheld() throws Exception {
    String chunk =
        "data: {\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"content\":\"hi\"}}],\"usage\":null}\n\n";
    String usage =
        "data: {\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-mini\",\"choices\":[],\"usage\":{"
            + "\"prompt_tokens\":8,\"completion_tokens\":1,\"total_tokens\":9}}\n\n";
    provider.answer(Script.sse().chunk(chunk + usage).chunk("data: [DONE]\n\n").lastChunk());

    byte[] read = open("/v1/chat/completions", CHAT).body().readAllBytes();

    assertEquals(chunk + "data: [DONE]\n\n", new String(read, UTF_8));
    assertTrue(provider.takeRequest().text().contains("\"include_usage\":true"));
    assertEquals(9, requireNonNull(proxy.finished().usage()).total());
    assertEquals(List.of(CostReason.OTHER_HOST), proxy.finished().cost().reasons());
  }

  @Test
  void aClientThatAskedForUsageGetsItAndItsBodyIsUntouched() throws Exception {
    String asking = CHAT.replace("}]", "}],\"stream_options\":{\"include_usage\":true}");
    String usage =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":1}}\n\n";
    provider.answer(Script.sse().chunk(usage + "data: [DONE]\n\n").lastChunk());

    byte[] read = open("/v1/chat/completions", asking).body().readAllBytes();

    assertEquals(usage + "data: [DONE]\n\n", new String(read, UTF_8));
    assertArrayEquals(asking.getBytes(UTF_8), provider.takeRequest().body());
  }

  @Test
  void anOrganizationCanTurnAskingForUsageOff() throws Exception {
    proxy.database().organizations().setIncludeStreamUsage(proxy.organization().id(), false);
    provider.answer(Script.sse().chunk("data: [DONE]\n\n").lastChunk());

    open("/v1/chat/completions", CHAT).body().readAllBytes();

    assertFalse(provider.takeRequest().text().contains("include_usage"));
    assertEquals(CostCertainty.UNKNOWN, proxy.finished().cost().certainty());
  }
}
