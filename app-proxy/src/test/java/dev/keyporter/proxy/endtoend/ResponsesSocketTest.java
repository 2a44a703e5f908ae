package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.SocketProvider;
import dev.keyporter.proxy.websocket.Frame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses over WebSocket: each request of a connection is checked and recorded for itself. */
@Timeout(120)
class ResponsesSocketTest {
  private static final String ASKED =
      "{\"type\":\"response.create\",\"model\":\"gpt-5.4\",\"input\":\"Hi %s\"}";
  private static final String CREATED =
      "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"resp_%s\","
          + "\"status\":\"in_progress\",\"model\":\"gpt-5.4\"}}";
  private static final String DELTA =
      "{\"type\":\"response.output_text.delta\",\"sequence_number\":1,\"delta\":\"Hello %s\"}";
  private static final String COMPLETED =
      "{\"type\":\"response.completed\",\"sequence_number\":2,\"response\":{\"id\":\"resp_%s\","
          + "\"status\":\"completed\",\"model\":\"gpt-5.4\",\"service_tier\":\"default\",\"output\":[],"
          + "\"usage\":{\"input_tokens\":10,\"output_tokens\":5,\"total_tokens\":15}}}";

  private final HttpClient http = HttpClient.newHttpClient();
  private ProxyFixture proxy;
  private SocketProvider provider;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    provider = SocketProvider.start();
    proxy = ProxyFixture.start(directory);
    proxy.openaiKey(provider.baseUrl());
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    proxy.close();
    provider.close();
  }

  @Test
  void everyRequestOfAConnectionIsARowOfItsOwn() throws Exception {
    var client = new Client();
    WebSocket socket = client.open(proxy.token());
    String head = provider.takeHead();
    assertTrue(head.startsWith("GET /v1/responses HTTP/1.1\r\n"), head);
    assertTrue(head.contains("Authorization: Bearer sk-openai\r\n"), head);
    assertFalse(head.contains(proxy.token()), head);
    assertFalse(head.toLowerCase(Locale.ROOT).contains("extensions"), head);

    for (String turn : List.of("one", "two")) {
      socket.sendText(ASKED.formatted(turn), true).join();
      assertEquals(ASKED.formatted(turn), provider.takeText());
      assertEquals(RequestStatus.PENDING, rows().getFirst().status());
      for (String event : List.of(CREATED, DELTA, COMPLETED)) {
        provider.send(event.formatted(turn));
        assertEquals(event.formatted(turn), client.take());
      }
      // What the client has seen the end of is on record.
      RequestSummary row = rows().getFirst();
      assertEquals(RequestStatus.COMPLETED, row.status());
      assertEquals("responses.create", row.route());
      assertEquals("resp_" + turn, row.responseId());
      assertEquals("gpt-5.4", row.model());
      assertTrue(row.streamed());
      assertEquals(CostCertainty.EXACT, row.cost().certainty());
      assertEquals(15, Objects.requireNonNull(row.usage()).total());
      String body =
          new String(
              proxy.database().requests().exchange(row.id()).orElseThrow().responseBody(), UTF_8);
      assertEquals(
          "data: %s\n\ndata: %s\n\ndata: %s\n\n"
              .formatted(CREATED.formatted(turn), DELTA.formatted(turn), COMPLETED.formatted(turn)),
          body);
    }
    assertEquals(2, rows().size());
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertEquals(Frame.CLOSE, provider.takeFrame().opcode());
  }

  @Test
  void severalAtOnceAreToldApartByTheirStreams() throws Exception {
    var client = new Client();
    WebSocket socket = client.open(proxy.token());
    for (String stream : List.of("a", "b")) {
      socket.sendText(with(ASKED.formatted(stream), stream), true).join();
      provider.takeText();
    }
    provider.send(with(CREATED.formatted("b"), "b"));
    provider.send(with(COMPLETED.formatted("b"), "b"));
    client.take();
    client.take();
    assertEquals(
        List.of(RequestStatus.COMPLETED, RequestStatus.PENDING),
        rows().stream().map(RequestSummary::status).toList());
    provider.send(with(COMPLETED.formatted("a"), "a"));
    client.take();
    assertEquals("resp_a", rows().getLast().responseId());
  }

  @Test
  void thoseOfAStreamAreAnsweredInTheirOrder() throws Exception {
    var client = new Client();
    WebSocket socket = client.open(proxy.token());
    for (String turn : List.of("first", "second")) {
      socket.sendText(ASKED.formatted(turn), true).join();
      provider.takeText();
    }
    for (String turn : List.of("first", "second")) {
      provider.send(COMPLETED.formatted(turn));
      client.take();
    }
    assertEquals(
        List.of("resp_second", "resp_first"),
        rows().stream().map(RequestSummary::responseId).toList());
    assertTrue(rows().stream().allMatch(row -> row.status() == RequestStatus.COMPLETED));
  }

  @Test
  void framesPassAsTheyCome() throws Exception {
    var client = new Client();
    WebSocket socket = client.open(proxy.token());
    String asked = ASKED.formatted("in pieces");
    socket.sendText(asked.substring(0, 10), false).join();
    socket.sendPing(ByteBuffer.wrap(new byte[] {7})).join();
    assertEquals(Frame.PING, provider.takeFrame().opcode(), "passes between the pieces");
    socket.sendText(asked.substring(10), true).join();
    Frame first = provider.takeFrame();
    assertFalse(first.isLast());
    assertEquals(asked.substring(0, 10), new String(first.payload(), UTF_8));
    assertEquals(asked.substring(10), provider.takeText());

    socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    assertEquals(Frame.BINARY, provider.takeFrame().opcode());
    socket.sendText("{\"type\":\"response.cancel\"}", true).join();
    assertEquals("{\"type\":\"response.cancel\"}", provider.takeText());
    assertEquals(1, rows().size());
  }

  @Test
  void aTokenThatIsRevokedMeanwhileAsksNothingMore() throws Exception {
    var client = new Client();
    WebSocket socket = client.open(proxy.token());
    proxy
        .database()
        .accessTokens()
        .list(proxy.organization().id())
        .forEach(token -> proxy.database().accessTokens().revoke(token.id()));
    socket.sendText(ASKED.formatted("late"), true).join();
    String error = client.take();
    assertTrue(error.startsWith("{\"type\":\"error\",\"status\":401,\"error\":{"), error);
    assertFalse(provider.hasFrame());
  }

  @Test
  void whatIsWrongIsToldAndDoesNotGoUp() throws Exception {
    var client = new Client();
    WebSocket socket = client.open(proxy.token());
    socket
        .sendText("{\"type\":\"response.create\",\"stream_id\":\"s\\\"1\",\"input\":1}", true)
        .join();
    String error = client.take();
    assertTrue(
        error.startsWith("{\"type\":\"error\",\"status\":400,\"stream_id\":\"s\\u00221\""), error);
    assertEquals(RequestStatus.FAILED, rows().getFirst().status());
    socket
        .sendText(
            "{\"type\":\"response.create\",\"model\":\"m\",\"previous_response_id\":\"resp_other\"}",
            true)
        .join();
    error = client.take();
    assertTrue(error.contains("\"status\":404"), error);
    socket.sendText(ASKED.formatted("right"), true).join();
    assertEquals(ASKED.formatted("right"), provider.takeText());
    assertFalse(provider.hasFrame());
  }

  @ParameterizedTest
  @CsvSource({"true, CANCELLED, client_gone", "false, FAILED, stream_incomplete"})
  void noRowStaysPendingWhenASideLeaves(boolean clientLeaves, RequestStatus status, String code)
      throws Exception {
    var client = new Client();
    WebSocket socket = client.open(proxy.token());
    socket.sendText(ASKED.formatted("x"), true).join();
    provider.takeText();
    provider.send(CREATED.formatted("x"));
    client.take();
    if (clientLeaves) {
      socket.abort();
    } else {
      provider.drop();
    }
    RequestSummary row = proxy.finished();
    assertEquals(status, row.status());
    assertEquals(code, row.errorCode());
    assertEquals("resp_x", row.responseId());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 404 Not Found, 426",
    "HTTP/1.1 405 Method Not Allowed, 426",
    "HTTP/1.1 426 Upgrade Required, 426",
    "HTTP/1.1 200 OK, 426",
    "HTTP/1.1 401 Unauthorized, 400",
    "HTTP/1.1 429 Too Many Requests, 426",
    "HTTP/1.1 503 Service Unavailable, 426",
  })
  void aProviderWithoutWebSocketsIsTold(String line, int status, @TempDir Path directory)
      throws Exception {
    try (var refusing = SocketProvider.refusing(line);
        var other = ProxyFixture.start(directory)) {
      other.openaiKey(refusing.baseUrl());
      assertEquals(status, refused(other, other.token()));
    }
  }

  @Test
  void aBadTokenGetsNoConnection() {
    assertEquals(401, refused(proxy, "nonsense"));
  }

  private int refused(ProxyFixture at, String token) {
    var failure =
        assertThrows(CompletionException.class, () -> new Client().open(at.address(), token));
    return assertInstanceOf(WebSocketHandshakeException.class, failure.getCause())
        .getResponse()
        .statusCode();
  }

  private static String with(String json, String stream) {
    return json.substring(0, json.length() - 1) + ",\"stream_id\":\"" + stream + "\"}";
  }

  /** Newest first. */
  private List<RequestSummary> rows() {
    return new ArrayList<>(proxy.database().requests().page(RequestFilter.ALL, null, 10).rows());
  }

  /** An implementation of WebSocket that is not ours. */
  private final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    WebSocket open(String token) {
      return open(proxy.address(), token);
    }

    WebSocket open(URI address, String token) {
      return http.newWebSocketBuilder()
          .header("Authorization", "Bearer " + token)
          .header("X-User-ID", "alice")
          .buildAsync(URI.create("ws" + address.toString().substring(4) + "/v1/responses"), this)
          .join();
    }

    String take() throws InterruptedException {
      return Objects.requireNonNull(texts.poll(20, TimeUnit.SECONDS), "nothing came");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        texts.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
