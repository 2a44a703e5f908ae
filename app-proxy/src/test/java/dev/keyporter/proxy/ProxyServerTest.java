package dev.keyporter.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.http.AbortedAnswer;
import dev.keyporter.proxy.http.ClientWatch;
import dev.keyporter.proxy.http.ErrorResponder;
import dev.keyporter.proxy.http.HttpMessages;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.testing.Eventually;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.Warnings;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyServerTest {
  private static final int MAX_BODY = 4096;
  private final CountDownLatch streaming = new CountDownLatch(1);
  private final ProxyServer server = new ProxyServer(this::routes, List.of(), _ -> false, _ -> {});
  private final Warnings log = new Warnings();

  private void routes(HttpRouting.Builder routing) {
    routing
        .post(
            "/echo",
            (request, response) -> {
              byte[] body = HttpMessages.body(request, MAX_BODY, BodyMemory.unbounded().share());
              HttpMessages.set(
                  response,
                  HttpMessages.headers(request)
                      .without(h -> !h.is("Content-Encoding") && !h.is("X-Two")));
              response.send(body);
            })
        .get(
            "/target/*",
            (request, response) -> response.send(HttpMessages.pathAndQuery(request, "/target")))
        .get(
            "/name",
            (request, response) ->
                response.send(
                    HttpMessages.headers(request)
                        .first("X-Name")
                        .orElseThrow()
                        .getBytes(ISO_8859_1)))
        .get(
            "/unauthorized",
            (request, response) -> {
              throw new ProxyException(
                  new ProxyError.Unauthenticated("token_missing", "Send a token."));
            })
        .get(
            "/broken",
            (request, response) -> {
              throw new IOException("sk-secret");
            })
        .get(
            "/aborted",
            (request, response) -> {
              OutputStream out = response.outputStream();
              out.write("part".getBytes(UTF_8));
              out.flush();
              throw new AbortedAnswer();
            })
        .get(
            "/broken-later",
            ErrorResponder.guarding(
                (request, response) -> {
                  OutputStream out = response.outputStream();
                  out.write("part".getBytes(UTF_8));
                  out.flush();
                  throw new IllegalStateException("sk-secret");
                }))
        .get(
            "/stream",
            (request, response) -> {
              OutputStream out = response.outputStream();
              out.write("begun".getBytes(UTF_8));
              out.flush();
              CountDownLatch end = new CountDownLatch(1);
              try (ClientWatch watch = ClientWatch.onGone(end::countDown)) {
                streaming.countDown();
                end.await();
              }
              throw new AbortedAnswer();
            });
  }

  @AfterEach
  void stop() {
    server.stop();
    log.close();
  }

  @Test
  void startsOnAFreePortAndSaysSo() throws Exception {
    List<ProxyState> states = new ArrayList<>();
    server.onChange(states::add);
    ProxyState.Running running = start();
    assertTrue(running.port() > 0);
    assertEquals("http://127.0.0.1:" + running.port(), running.uri().toString());
    server.stop();
    assertEquals(
        List.of(
            new ProxyState.Starting(),
            running,
            new ProxyState.Stopping(),
            new ProxyState.Stopped()),
        states);
    assertThrows(IOException.class, () -> RawClient.connect(running.port()));
  }

  @Test
  void listensAgainWhereTheListeningHasEndedByItself() throws Exception {
    start();
    // Its thread may not have begun to listen yet.
    Eventually.holds(
        () -> {
          Thread.getAllStackTraces().forEach(ProxyServerTest::endListening);
          return log.messages().stream().anyMatch(line -> line.contains("It listens again"));
        });
    Eventually.holds(this::isThere);
  }

  /** As where no file can be opened for the next connection. */
  private static void endListening(Thread thread, StackTraceElement[] places) {
    boolean isListening =
        Stream.of(places)
            .anyMatch(
                place ->
                    place.getClassName().equals("io.helidon.webserver.ServerListener")
                        && place.getMethodName().equals("listen"));
    if (isListening) {
      thread.interrupt();
    }
  }

  private boolean isThere() {
    try {
      return get("/target/a").endsWith("/a");
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void startsAgainAfterAStop() throws Exception {
    int port = start().port();
    server.stop();
    server.start(settings().at("127.0.0.1", port));
    assertTrue(get("/target/a").endsWith("/a"));
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      PortTakenException thrown =
          assertThrows(
              PortTakenException.class,
              () -> server.start(settings().at("127.0.0.1", other.getLocalPort())));
      assertEquals(other.getLocalPort(), thrown.port());
      assertInstanceOf(ProxyState.Failed.class, server.state());
    }
    assertEquals(List.of(), log.messages());
  }

  @Test
  void saysThatAnAddressIsNotOfThisMachine() {
    StartException thrown =
        assertThrows(StartException.class, () -> server.start(settings().at("192.0.2.1", 0)));
    assertFalse(thrown instanceof PortTakenException);
  }

  @Test
  void cutsStreamsWhenTheGraceIsOver() throws Exception {
    start();
    try (RawClient client = client()) {
      client.send(request("GET", "/stream", ""));
      assertTrue(streaming.await(20, java.util.concurrent.TimeUnit.SECONDS));
      server.stop();
      assertFalse(client.readToEnd().endsWith("0\r\n\r\n"));
    }
    assertEquals(List.of(), log.messages());
  }

  @Test
  void abortsAnAnswerWithoutItsEndAndWithoutNoise() throws Exception {
    start();
    for (String path : List.of("/aborted", "/broken-later")) {
      try (RawClient client = client()) {
        String answer = client.send(request("GET", path, "")).readToEnd();
        assertTrue(answer.endsWith("\r\n4\r\npart\r\n"), answer);
      }
    }
    assertFalse(log.text().contains("sk-secret"));
    assertFalse(log.text().contains("aborted"));
  }

  @Test
  void answersUnexpectedErrorsWithoutDetailsAndLogsNoMessage() throws Exception {
    start();
    String answer = get("/broken");
    assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
    assertTrue(answer.contains("\"code\":\"internal_error\""), answer);
    assertFalse(answer.contains("sk-secret"));
    assertTrue(log.text().contains("java.io.IOException"));
    assertFalse(log.text().contains("sk-secret"));
  }

  @Test
  void answersErrorsInOpenAisShape() throws Exception {
    start();
    String answer = get("/unauthorized");
    assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
    assertTrue(answer.contains("\r\nContent-Type: application/json\r\n"), answer);
    assertTrue(answer.contains("\r\nWWW-Authenticate: Bearer\r\n"), answer);
    assertTrue(
        answer.endsWith(
            "{\"error\":{\"message\":\"Send a token.\",\"type\":\"authentication_error\","
                + "\"param\":null,\"code\":\"token_missing\"}}"),
        answer);
  }

  @Test
  void answersWhatNoRouteTakesInOpenAisShape() throws Exception {
    start();
    assertError(404, "unknown_url", request("GET", "/nothing", ""));
    assertError(404, "unknown_url", request("OPTIONS", "/echo", ""));
    assertError(400, "malformed_request", "nonsense\r\n\r\n");
    assertError(400, "malformed_request", request("POST", "/echo", "Content-Length: x\r\n"));
    assertError(
        400,
        "malformed_request",
        request("POST", "/echo", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"));
    assertError(414, "url_too_long", request("GET", "/" + "a".repeat(20_000), ""));
    assertError(400, "http_version_not_supported", "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
    assertError(400, "malformed_request", request("GET", "/", "X: " + "a".repeat(70_000) + "\r\n"));
  }

  @Test
  void takesARequestThatBreaksOffForNobodysFault() throws Exception {
    start();
    String whole = request("POST", "/echo", "Content-Length: 10\r\n") + "half";
    for (int end : new int[] {3, 20, whole.indexOf("Content-Length"), whole.length()}) {
      try (RawClient client = client()) {
        assertEquals("", client.send(whole.substring(0, end)).endSending().readToEnd());
      }
    }
    assertEquals("", log.text());
  }

  @Test
  void takesSixtyKibibytesOfHeaders() throws Exception {
    start();
    String answer = call(request("GET", "/target/a", "X: " + "a".repeat(60_000) + "\r\n"));
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
  }

  @Test
  void refusesBodiesOverTheLimitAndKeepsTheConnection() throws Exception {
    start();
    String big = "a".repeat(MAX_BODY + 1);
    try (RawClient client = client()) {
      client.send(request("POST", "/echo", "Content-Length: " + big.length() + "\r\n") + big);
      String answer = client.readAnswer();
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
      assertTrue(answer.contains("\"code\":\"request_too_large\""), answer);
      client.send(request("GET", "/target/a", ""));
      assertTrue(client.readAnswer().endsWith("/a"));
    }
    assertError(
        413,
        "request_too_large",
        request("POST", "/echo", "Transfer-Encoding: chunked\r\n")
            + "1001\r\n"
            + big
            + "\r\n0\r\n\r\n");
    assertError(
        413, "request_too_large", request("POST", "/echo", "Content-Length: 9999999999\r\n"));
  }

  @Test
  void takesBodiesAsTheyComeWhateverTheirEncoding() throws Exception {
    start();
    for (String encoding : List.of("gzip", "zstd", "no-such-thing")) {
      String answer =
          call(
              request(
                      "POST",
                      "/echo",
                      "Content-Encoding: " + encoding + "\r\nContent-Length: 3\r\n")
                  + "\u00ff\u0000z");
      assertTrue(answer.endsWith("\r\n\r\n\u00ff\u0000z"), answer);
      assertTrue(answer.contains("Content-Encoding: " + encoding + "\r\n"), answer);
    }
  }

  @Test
  void takesChunkedAndEmptyBodies() throws Exception {
    start();
    assertTrue(
        call(request("POST", "/echo", "Transfer-Encoding: chunked\r\n")
                + "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
            .endsWith("abc"));
    assertTrue(call(request("POST", "/echo", "Content-Length: 0\r\n")).endsWith("\r\n\r\n"));
    assertTrue(call(request("POST", "/echo", "")).endsWith("\r\n\r\n"));
  }

  @Test
  void saysContinueBeforeABodyThatWaitsForIt() throws Exception {
    start();
    try (RawClient client = client()) {
      client.send(request("POST", "/echo", "Content-Length: 2\r\nExpect: 100-continue\r\n"));
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readUntil("\r\n\r\n"));
      client.send("ab");
      assertTrue(client.readAnswer().endsWith("ab"));
    }
  }

  @Test
  void endsTheConnectionWhereABodyStillWaitsForContinue() throws Exception {
    start();
    try (RawClient client = client()) {
      client.send(request("POST", "/echo", "Content-Length: 9000\r\nExpect: 100-continue\r\n"));
      String answer = client.readToEnd();
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
      assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    }
  }

  @Test
  void keepsTheOctetsOfHeaderValues() throws Exception {
    start();
    String answer = call(request("GET", "/name", "X-Name: j\u00c3\u00b6rg\r\n"));
    assertTrue(answer.endsWith("\r\n\r\nj\u00c3\u00b6rg"), answer);
  }

  @Test
  void keepsHeadersThatComeTwice() throws Exception {
    start();
    String answer = call(request("POST", "/echo", "X-Two: a\r\nX-Two: b\r\nContent-Length: 0\r\n"));
    assertTrue(answer.contains("\r\nX-Two: a\r\nX-Two: b\r\n"), answer);
  }

  @Test
  void keepsPathAndQueryAsTheyCame() throws Exception {
    start();
    assertTrue(get("/target/a%2Fb?x=%20&y=+").endsWith("\r\n\r\n/a%2Fb?x=%20&y=+"));
  }

  @Test
  void answersOnlyForLoopbackNamesAndListedOnes() throws Exception {
    server.start(settings());
    for (String host :
        List.of("localhost", "127.0.0.1:80", "[::1]:9", "LOCALHOST.", "a.localhost", "pc.lan:8")) {
      String answer = call("GET /target/a HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 200 "), host + answer);
    }
    for (String host :
        List.of("evil.example", "localhost.evil.example", "192.168.1.9", "", "127.0.0.1.evil.x")) {
      assertError(403, "host_not_allowed", "GET /target/a HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }
    assertError(403, "host_not_allowed", "GET /target/a HTTP/1.1\r\n\r\n");
    assertError(
        403,
        "host_not_allowed",
        "GET /target/a HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n");
  }

  @Test
  void answersPagesOfListedOriginsOnly() throws Exception {
    start();
    String refused = call(request("GET", "/target/a", "Origin: https://evil.example\r\n"));
    assertTrue(refused.startsWith("HTTP/1.1 403 "), refused);
    assertTrue(refused.contains("\"code\":\"origin_not_allowed\""), refused);
    assertFalse(refused.contains("Access-Control"), refused);

    String allowed = call(request("GET", "/target/a", "Origin: https://good.example\r\n"));
    assertTrue(allowed.startsWith("HTTP/1.1 200 "), allowed);
    assertTrue(
        allowed.contains("\r\nAccess-Control-Allow-Origin: https://good.example\r\n"), allowed);

    String error = call(request("GET", "/unauthorized", "Origin: https://good.example\r\n"));
    assertTrue(error.contains("\r\nAccess-Control-Allow-Origin: https://good.example\r\n"), error);

    String preflight =
        call(
            request(
                "OPTIONS",
                "/echo",
                "Origin: https://good.example\r\nAccess-Control-Request-Method: POST\r\n"
                    + "Access-Control-Request-Headers: authorization,x-user-id\r\n"));
    assertTrue(preflight.startsWith("HTTP/1.1 204 "), preflight);
    assertTrue(
        preflight.contains("\r\nAccess-Control-Allow-Headers: authorization,x-user-id\r\n"),
        preflight);
  }

  @Test
  void endsTheConnectionWhereTheClientAsksForIt() throws Exception {
    start();
    try (RawClient client = client()) {
      client.send(request("GET", "/target/a", "Connection: close\r\n"));
      assertTrue(client.readToEnd().endsWith("\r\n\r\n/a"));
    }
  }

  private ProxyState.Running start() {
    return server.start(settings());
  }

  private static ProxySettings settings() {
    return new ProxySettings(
        "127.0.0.1",
        0,
        Set.of("pc.lan"),
        Set.of("https://good.example"),
        MAX_BODY,
        Duration.ofMillis(100),
        UpstreamSettings.standard(() -> 0));
  }

  private void assertError(int status, String code, String request) throws IOException {
    String answer = call(request);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("\"code\":\"" + code + "\""), answer);
    assertTrue(answer.contains("\r\nContent-Type: application/json\r\n"), answer);
  }

  private String get(String path) throws IOException {
    return call(request("GET", path, ""));
  }

  private String call(String request) throws IOException {
    try (RawClient client = client()) {
      return client.send(request).readAnswer();
    }
  }

  private RawClient client() throws IOException {
    ProxyState.Running running = assertInstanceOf(ProxyState.Running.class, server.state());
    return RawClient.connect(running.port());
  }

  private static String request(String method, String target, String headers) {
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }
}
