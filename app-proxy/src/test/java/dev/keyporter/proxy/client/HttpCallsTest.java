package dev.keyporter.proxy.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.header.HeaderLine;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import dev.keyporter.proxy.upstream.Cancellation;
import dev.keyporter.proxy.upstream.UpstreamClient;
import dev.keyporter.proxy.upstream.UpstreamFailure;
import dev.keyporter.proxy.upstream.UpstreamFailure.Kind;
import dev.keyporter.proxy.upstream.UpstreamRequest;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpCallsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ScriptedProvider provider = ScriptedProvider.start();
  private final UpstreamClient upstream =
      new UpstreamClient(UpstreamSettings.standard(provider::port));
  private final HttpCalls calls = new HttpCalls(upstream);

  @AfterEach
  void close() {
    upstream.close();
    provider.close();
  }

  @Test
  void sendsPathHeadersAndBodyAndGivesTheAnswer() throws Exception {
    provider.answer(Script.json(201, "{\"a\":\"é\"}", "X-Own: 1"));
    byte[] body = "{\"b\":\"ü\"}".getBytes(UTF_8);
    try (HttpAnswer answer =
        send(
            "POST",
            "/responses/a%2Fb?x=%20&y=+",
            body,
            new HeaderLine("Authorization", "Bearer k"))) {
      assertEquals(201, answer.status());
      assertEquals("1", answer.header("x-own").orElseThrow());
      assertEquals("{\"a\":\"é\"}", answer.text());
    }
    var received = provider.takeRequest();
    String head = new String(received.head(), ISO_8859_1);
    assertTrue(head.startsWith("POST /v1/responses/a%2Fb?x=%20&y=+ HTTP/1.1\r\n"), head);
    assertTrue(head.contains("\r\nHost: 127.0.0.1:" + provider.port() + "\r\n"), head);
    assertTrue(head.contains("Bearer k\r\n"), head);
    assertArrayEquals(body, received.body());
  }

  @Test
  void givesEachPieceOfAStreamAsItComes() throws Exception {
    var rest = new CountDownLatch(1);
    provider.answer(Script.sse().chunk("data: 1\n\n").await(rest).chunk("data: 2\n\n").lastChunk());
    try (HttpAnswer answer = send("GET", "/stream", new byte[0])) {
      var first = new byte[9];
      assertEquals(9, answer.body().readNBytes(first, 0, 9));
      assertEquals("data: 1\n\n", new String(first, UTF_8));
      rest.countDown();
      assertEquals("data: 2\n\n", answer.text());
    }
  }

  @Test
  void takesARedirectAndAnAnswerWithoutBodyForWhatTheyAre() throws Exception {
    provider.answer(
        Script.empty().head(302, "Location: /elsewhere", "Content-Length: 0"),
        Script.empty().head(204).close());
    try (HttpAnswer answer = send("GET", "/models", new byte[0])) {
      assertEquals(302, answer.status());
    }
    try (HttpAnswer answer = send("GET", "/models", new byte[0])) {
      assertEquals("", answer.text());
    }
    assertEquals(2, provider.requests().size());
  }

  @Test
  void saysWhyThereIsNoAnswer() {
    provider.answer(
        Script.empty().close(),
        Script.empty().send("no HTTP at all\r\n\r\n"),
        Script.empty().hang());
    assertEquals(Kind.BROKE_OFF, failure(LONG));
    assertEquals(Kind.BROKE_OFF, failure(LONG));
    assertEquals(Kind.NO_ANSWER_IN_TIME, failure(Duration.ofMillis(50)));
    provider.close();
    assertEquals(Kind.UNREACHABLE, failure(LONG));
  }

  @Test
  void aBodyThatBreaksOffIsAnIoException() {
    provider.answer(
        Script.sse().chunk("data: 1\n\n").close(),
        Script.empty().head(200, "Content-Length: 9").send("short").close());
    for (int i = 0; i < 2; i++) {
      try (HttpAnswer answer = send("GET", "/broken", new byte[0])) {
        assertThrows(IOException.class, answer::text);
      }
    }
  }

  @Test
  void endsACallThatWaitsWhenItIsCancelled() throws Exception {
    var reached = new CountDownLatch(1);
    provider.answer(Script.empty().after(reached).hang());
    var cancellation = new Cancellation();
    var canceller =
        Thread.startVirtualThread(
            () -> {
              provider.takeRequest();
              cancellation.cancel();
            });
    var failure =
        assertThrows(
            UpstreamFailure.class,
            () -> calls.send(request("GET", "/models", new byte[0]), LONG, cancellation));
    assertEquals(Kind.CANCELLED, failure.kind());
    canceller.join();
  }

  private Kind failure(Duration patience) {
    return assertThrows(
            UpstreamFailure.class,
            () -> calls.send(request("GET", "/models", new byte[0]), patience, new Cancellation()))
        .kind();
  }

  private HttpAnswer send(String method, String path, byte[] body, HeaderLine... headers) {
    return calls.send(request(method, path, body, headers), LONG, new Cancellation());
  }

  private UpstreamRequest request(String method, String path, byte[] body, HeaderLine... headers) {
    return new UpstreamRequest(
        method, URI.create(provider.baseUrl().toString()), path, List.of(headers), body);
  }
}
