package dev.keyporter.proxy.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UpstreamClientTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final ScriptedProvider provider = ScriptedProvider.start();
  private final UpstreamClient client =
      new UpstreamClient(UpstreamSettings.standard(provider::port));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    client.close();
    provider.close();
    threads.shutdownNow();
  }

  @Test
  void sendsTargetHeadersAndBodyAsTheyStand() throws Exception {
    provider.answer(Script.json(201, "{}"));
    byte[] body = {0, (byte) 0xff, '\r', '\n', 1};
    UpstreamRequest request =
        new UpstreamRequest(
            "POST",
            URI.create(provider.baseUrl() + "/"),
            "/responses/a%2Fb?x=%20&y=+",
            List.of(
                new HeaderLine("X-ODD-case", "\u00c3\u00a9"),
                new HeaderLine("x-twice", "1"),
                new HeaderLine("X-Twice", "2")),
            body);

    try (UpstreamAnswer answer = client.send(request, new Cancellation())) {
      assertEquals(201, answer.status());
      assertEquals("{}", text(answer));
    }

    var received = provider.takeRequest();
    assertEquals(
        "POST /v1/responses/a%2Fb?x=%20&y=+ HTTP/1.1\r\nHost: 127.0.0.1:"
            + provider.port()
            + "\r\n"
            + "X-ODD-case: \u00c3\u00a9\r\n"
            + "x-twice: 1\r\n"
            + "X-Twice: 2\r\n"
            + "Content-Length: 5\r\n\r\n",
        new String(received.head(), ISO_8859_1));
    assertArrayEquals(body, received.body());
  }

  @Test
  void givesHeadersInTheirOrderAndSpelling() {
    provider.answer(
        Script.empty().head(200, "zEBRA: 1", "Alpha:  two ", "zebra: 3", "Content-Length: 0"));
    try (UpstreamAnswer answer = get("/models")) {
      assertEquals(
          List.of(
              new HeaderLine("zEBRA", "1"),
              new HeaderLine("Alpha", "two"),
              new HeaderLine("zebra", "3"),
              new HeaderLine("Content-Length", "0")),
          answer.headers().lines());
      assertTrue(answer.isComplete());
    }
  }

  @Test
  void givesBytesOfAChunkBeforeTheChunkIsWhole() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    provider.answer(
        Script.sse().send("a;ext=1\r\nfirst").await(gate).send("-half\r\n").lastChunk());
    try (UpstreamAnswer answer = get("/x")) {
      byte[] part = answer.body().readNBytes(5);
      assertEquals("first", new String(part, UTF_8));
      assertFalse(answer.isComplete());
      gate.countDown();
      assertEquals("-half", text(answer));
      assertTrue(answer.isComplete());
    }
  }

  @Test
  void keepsEncodedBodiesEncoded() throws Exception {
    byte[] bytes = {31, (byte) 139, 8, 0, 7};
    provider.answer(
        Script.empty().head(200, "Content-Encoding: gzip", "Content-Length: 5").send(bytes));
    try (UpstreamAnswer answer = get("/x")) {
      assertArrayEquals(bytes, answer.body().readAllBytes());
    }
  }

  @Test
  void usesAConnectionAgainAfterTrailersInterimAnswersAndBodilessOnes() throws Exception {
    provider.answer(
        Script.sse().chunk("a").send("0\r\nX-Trailer: t\r\n\r\n"),
        Script.empty().head(103, "Link: </x>").head(200, "Content-Length: 1").send("b"),
        Script.empty().head(204),
        Script.json(200, "d"));
    for (String expected : List.of("a", "b", "", "d")) {
      try (UpstreamAnswer answer = get("/x")) {
        assertEquals(expected, text(answer));
      }
    }
    assertEquals(1, provider.connections());
  }

  @Test
  void dropsAConnectionWhoseAnswerWasNotReadToItsEnd() {
    provider.answer(Script.sse().chunk("a").hang(), Script.json(200, "b"));
    get("/x").close();
    assertTrue(provider.takeRequest().clientLeftWithin(SECOND));
    get("/x").close();
    assertEquals(2, provider.connections());
  }

  @Test
  void tellsACutBodyFromAWholeOne() throws Exception {
    provider.answer(
        Script.empty().head(200, "Content-Length: 3").send("ab").close(),
        Script.sse().chunk("ab").close(),
        Script.sse().chunk("ab").send("0\r\n").close(),
        Script.sse().chunk("ab").send("5\r\nab").close(),
        Script.sse().chunk("ab").send("junk\r\n").hang());
    for (int i = 0; i < 5; i++) {
      try (UpstreamAnswer answer = get("/x")) {
        assertEquals("ab", new String(answer.body().readNBytes(2), UTF_8));
        BrokenBodyException broken =
            assertThrows(BrokenBodyException.class, () -> answer.body().readAllBytes(), "" + i);
        assertEquals(BrokenBodyException.Reason.CUT, broken.reason());
        assertFalse(answer.isComplete());
      }
    }
  }

  @Test
  void tellsAResetBodyFromAWholeOne() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    provider.answer(Script.sse().chunk("ab").await(gate).reset());
    try (UpstreamAnswer answer = get("/x")) {
      assertEquals("ab", new String(answer.body().readNBytes(2), UTF_8));
      gate.countDown();
      assertThrows(BrokenBodyException.class, () -> answer.body().readAllBytes());
    }
  }

  @Test
  void takesTheConnectionsEndForTheBodysWhereNothingElseIsSaid() throws Exception {
    provider.answer(Script.empty().head(200, "Content-Type: text/plain").send("all").close());
    try (UpstreamAnswer answer = get("/x")) {
      assertEquals("all", text(answer));
      assertTrue(answer.isComplete());
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertEquals(UpstreamFailure.Kind.UNREACHABLE, failure("http://127.0.0.1:" + free).kind());
  }

  @Test
  void saysThatAHostIsUnknown() {
    assertEquals(UpstreamFailure.Kind.UNREACHABLE, failure("http://nowhere.invalid/v1").kind());
  }

  @Test
  void saysThatAProviderDoesNotSpeakTls() {
    provider.otherwise(Script.json(200, "{}"));
    assertEquals(
        UpstreamFailure.Kind.UNREACHABLE,
        failureOf(
                new UpstreamClient(
                    new UpstreamSettings(SECOND, SECOND, null, List.of(), null, provider::port)),
                "https://127.0.0.1:" + provider.port())
            .kind());
  }

  @Test
  void saysThatTheAnswerDidNotBeginInTime() {
    provider.answer(Script.empty().hang());
    UpstreamClient hasty =
        new UpstreamClient(
            new UpstreamSettings(
                SECOND, Duration.ofMillis(50), null, List.of(), null, provider::port));
    assertEquals(
        UpstreamFailure.Kind.NO_ANSWER_IN_TIME,
        failureOf(hasty, provider.baseUrl().toString()).kind());
  }

  @Test
  void saysThatTheProviderFellSilentWithinItsAnswer() {
    provider.answer(Script.sse().chunk("a").hang());
    UpstreamClient hasty =
        new UpstreamClient(
            new UpstreamSettings(
                SECOND, Duration.ofMillis(50), null, List.of(), null, provider::port));
    try (UpstreamAnswer answer = hasty.send(request("GET", "/x"), new Cancellation())) {
      BrokenBodyException broken =
          assertThrows(BrokenBodyException.class, () -> answer.body().readAllBytes());
      assertEquals(BrokenBodyException.Reason.TIMED_OUT, broken.reason());
    }
  }

  @Test
  void saysThatWhatCameIsNoAnswer() {
    for (Script script :
        List.of(
            Script.empty().close(),
            Script.empty().reset(),
            Script.empty().send("SSH-2.0-x\r\n").hang(),
            Script.empty().send("HTTP/1.1 200 OK\r\nContent-Le").close(),
            Script.empty().head(200, "Content-Length: 1, 2").hang(),
            Script.empty().head(200, "Transfer-Encoding: gzip").hang())) {
      provider.answer(script);
      UpstreamFailure failure =
          assertThrows(
              UpstreamFailure.class, () -> client.send(request("POST", "/x"), new Cancellation()));
      assertEquals(UpstreamFailure.Kind.BROKE_OFF, failure.kind());
    }
    assertEquals(6, provider.requests().size(), "each was sent once");
  }

  @Test
  void takesAFreshConnectionWhereTheKeptOneWasClosedMeanwhile() throws Exception {
    provider.answer(Script.json(200, "a").close(), Script.json(200, "b"));
    try (UpstreamAnswer answer = client.send(request("POST", "/x"), new Cancellation())) {
      assertEquals("a", text(answer));
    }
    assertTrue(provider.takeRequest().clientLeftWithin(SECOND), "the provider has closed it");
    try (UpstreamAnswer answer = client.send(request("POST", "/x"), new Cancellation())) {
      assertEquals("b", text(answer));
    }
    assertEquals(2, provider.requests().size());
  }

  @Test
  void neverSendsAPostTwice() throws Exception {
    provider.answer(Script.json(200, "a"), Script.empty().close(), Script.json(200, "c"));
    try (UpstreamAnswer answer = client.send(request("POST", "/x"), new Cancellation())) {
      assertEquals("a", text(answer));
    }
    UpstreamFailure failure =
        assertThrows(
            UpstreamFailure.class, () -> client.send(request("POST", "/x"), new Cancellation()));
    assertEquals(UpstreamFailure.Kind.BROKE_OFF, failure.kind());
    assertEquals(2, provider.requests().size());
  }

  @Test
  void sendsAGetAgainWhenAKeptConnectionBreaks() throws Exception {
    provider.answer(Script.json(200, "a"), Script.empty().close(), Script.json(200, "c"));
    try (UpstreamAnswer answer = get("/x")) {
      assertEquals("a", text(answer));
    }
    try (UpstreamAnswer answer = get("/x")) {
      assertEquals("c", text(answer));
    }
    assertEquals(3, provider.requests().size());
  }

  @Test
  void cancelsACallThatWaitsForItsAnswer() throws Exception {
    provider.answer(Script.empty().hang());
    Cancellation cancellation = new Cancellation();
    Future<UpstreamAnswer> call =
        threads.submit(() -> client.send(request("POST", "/x"), cancellation));
    var received = provider.takeRequest();
    cancellation.cancel();
    assertTrue(received.clientLeftWithin(SECOND));
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> call.get(1, TimeUnit.SECONDS));
    assertEquals(
        UpstreamFailure.Kind.CANCELLED,
        assertInstanceOf(UpstreamFailure.class, thrown.getCause()).kind());
  }

  @Test
  void cancelsACallThatWaitsOnAKeptConnection() throws Exception {
    provider.answer(Script.json(200, "a"), Script.empty().hang());
    try (UpstreamAnswer answer = get("/x")) {
      assertEquals("a", text(answer));
    }
    provider.takeRequest();
    Cancellation cancellation = new Cancellation();
    Future<UpstreamAnswer> call =
        threads.submit(() -> client.send(request("GET", "/x"), cancellation));
    var received = provider.takeRequest();
    cancellation.cancel();
    assertTrue(received.clientLeftWithin(SECOND));
    assertThrows(ExecutionException.class, () -> call.get(1, TimeUnit.SECONDS));
    assertEquals(1, provider.connections(), "a cancelled call is not sent again");
  }

  @Test
  void cancelsACallWhoseAnswerIsBeingRead() throws Exception {
    provider.answer(Script.sse().chunk("a").hang());
    Cancellation cancellation = new Cancellation();
    UpstreamAnswer answer = client.send(request("POST", "/x"), cancellation);
    assertEquals('a', answer.body().read());
    Future<Integer> read = threads.submit(() -> answer.body().read());
    cancellation.cancel();
    assertTrue(provider.takeRequest().clientLeftWithin(SECOND));
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> read.get(1, TimeUnit.SECONDS));
    assertEquals(
        BrokenBodyException.Reason.CANCELLED,
        assertInstanceOf(BrokenBodyException.class, thrown.getCause()).reason());
  }

  @Test
  void cancelsACallThatIsStillConnecting() throws Exception {
    // A backlog of one that nobody accepts from: further connections wait for an answer.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CountDownLatch hung = new CountDownLatch(1);
      Cancellation cancellation = new Cancellation();
      for (int i = 0; i < 8; i++) {
        Future<UpstreamAnswer> _ =
            threads.submit(
                () -> {
                  hung.countDown();
                  return client.send(
                      request("POST", "http://127.0.0.1:" + full.getLocalPort(), "/x"),
                      cancellation);
                });
      }
      Cancellation own = new Cancellation();
      assertTrue(hung.await(5, TimeUnit.SECONDS));
      Future<UpstreamAnswer> call =
          threads.submit(
              () ->
                  client.send(
                      request("POST", "http://127.0.0.1:" + full.getLocalPort(), "/x"), own));
      own.cancel();
      ExecutionException thrown =
          assertThrows(ExecutionException.class, () -> call.get(1, TimeUnit.SECONDS));
      assertEquals(
          UpstreamFailure.Kind.CANCELLED,
          assertInstanceOf(UpstreamFailure.class, thrown.getCause()).kind());
      cancellation.cancel();
    }
  }

  @Test
  void doesNotCloseAConnectionThatWasGivenBackWhenCancelledLate() throws Exception {
    provider.answer(Script.json(200, "a"), Script.json(200, "b"));
    Cancellation late = new Cancellation();
    try (UpstreamAnswer answer = client.send(request("GET", "/x"), late)) {
      assertEquals("a", text(answer));
    }
    late.cancel();
    get("/x").close();
    assertEquals(1, provider.connections());
  }

  @Test
  void givesAnAnswerThatComesBeforeTheBodyIsSent() throws Exception {
    try (ServerSocket early = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Future<Socket> answered =
          threads.submit(
              () -> {
                var socket = early.accept();
                while (socket.getInputStream().read() != '\n') {
                  // Up to the end of the request line.
                }
                socket
                    .getOutputStream()
                    .write("HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno".getBytes(UTF_8));
                socket.shutdownOutput();
                return socket;
              });
      UpstreamRequest request =
          new UpstreamRequest(
              "POST",
              URI.create("http://127.0.0.1:" + early.getLocalPort()),
              "/x",
              List.of(),
              new byte[100_000]);
      try (UpstreamAnswer answer = client.send(request, new Cancellation())) {
        assertEquals(413, answer.status());
        assertEquals("no", text(answer));
      }
      answered.get(5, TimeUnit.SECONDS).close();
    }
  }

  @Test
  void reachesTheDemoProviderUnderItsStableName() throws Exception {
    provider.answer(Script.json(200, "demo"));
    try (UpstreamAnswer answer =
        client.send(
            request("GET", "http://demo.keyporter.localhost/v1", "/models"), new Cancellation())) {
      assertEquals("demo", text(answer));
    }
    assertEquals("demo.keyporter.localhost", provider.takeRequest().header("Host").orElseThrow());
  }

  @Test
  void servesManyCallsAtOnce() throws Exception {
    provider.otherwise(Script.json(200, "{\"ok\":true}"));
    List<Future<String>> calls =
        java.util.stream.IntStream.range(0, 300)
            .mapToObj(
                _ ->
                    threads.submit(
                        () -> {
                          try (UpstreamAnswer answer = get("/x")) {
                            return text(answer);
                          }
                        }))
            .toList();
    for (Future<String> call : calls) {
      assertEquals("{\"ok\":true}", call.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void refusesHeadersThatWouldBecomeTwo() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new UpstreamRequest(
                "GET",
                provider.baseUrl(),
                "/x",
                List.of(new HeaderLine("X-A", "1\r\nX-B: 2")),
                new byte[0]));
  }

  private UpstreamAnswer get(String path) {
    return client.send(request("GET", path), new Cancellation());
  }

  private UpstreamFailure failure(String baseUrl) {
    return failureOf(client, baseUrl);
  }

  private static UpstreamFailure failureOf(UpstreamClient client, String baseUrl) {
    try (client) {
      return assertThrows(
          UpstreamFailure.class,
          () -> client.send(request("POST", baseUrl, "/x"), new Cancellation()));
    }
  }

  private UpstreamRequest request(String method, String path) {
    return request(method, provider.baseUrl().toString(), path);
  }

  private static UpstreamRequest request(String method, String baseUrl, String path) {
    return new UpstreamRequest(method, URI.create(baseUrl), path, List.of(), new byte[0]);
  }

  private static String text(UpstreamAnswer answer) throws IOException {
    return new String(answer.body().readAllBytes(), UTF_8);
  }
}
