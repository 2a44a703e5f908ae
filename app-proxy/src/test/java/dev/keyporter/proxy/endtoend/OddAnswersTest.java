package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a provider answers, the client gets an answer, and the record says which. */
class OddAnswersTest {
  private static final String BODY = "{\"model\":\"m\",\"input\":\"x\"}";
  private static final String EVENTS = "Content-Type: text/event-stream";

  /** A header's name must be a token, and its value must hold no control characters. */
  private static final String[] IMPOSSIBLE = {"X Space: 1", "X-@(Odd): 1", "X-Control: a\u0001b"};

  @TempDir Path directory;
  private ScriptedProvider provider;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    proxy = ProxyFixture.start(directory);
    proxy.sharedKey(provider.baseUrl(), "sk-real");
  }

  @AfterEach
  void close() {
    proxy.close();
    provider.close();
  }

  @Test
  void oddStatusesArePassedOnAndRecorded() {
    assertAll(
        passes(204, Script.empty().head(204)),
        passes(304, Script.empty().head(304, "ETag: \"1\"")),
        passes(200, Script.json(200, "")),
        passes(299, Script.json(299, "{}")),
        passes(307, Script.json(307, "{}", "Location: http://127.0.0.1:1/")),
        passes(418, Script.json(418, "{}")),
        passes(599, Script.json(599, "{}")),
        passes(
            200,
            Script.empty()
                .send("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n")
                .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
        passes(502, Script.empty().send("nonsense\r\n\r\n").close()));
  }

  @Test
  void whoLeavesWithinTheRequestIsRecordedAsCancelled() throws IOException {
    String head =
        "POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nX-User-ID: u\r\nContent-Length: 99\r\n";
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      client.send(head + "Authorization: Bearer " + proxy.token() + "\r\n\r\n{\"mod");
    }
    RequestSummary request = proxy.finished();
    assertEquals(RequestStatus.CANCELLED, request.status());
    assertEquals("client_gone", request.errorCode());
    assertEquals(Cost.NONE, request.cost());
    assertEquals(List.of(), provider.requests());
  }

  @Test
  void oddContentIsPassedOnAndRecorded() {
    assertAll(
        passes(200, Script.json(200, "{}", "Content-Type: nonsense")),
        passes(200, Script.json(200, "{}", "Content-Type: ;;;", "Content-Type: a/b")),
        passes(200, Script.json(200, "{}", "Content-Encoding: br")),
        passes(200, Script.json(200, "{}", "Trailer: X", "Upgrade: h2c", "Date: yesterday")),
        passes(200, Script.json(200, "", EVENTS)),
        passes(200, Script.sse().lastChunk()),
        passes(200, Script.empty().head(200, EVENTS).send("\0\0\u00ff").close()),
        passes(200, Script.sse("Content-Length: 3").chunk("data: [DONE]\n\n").lastChunk()));
  }

  @Test
  void headersThatHttpForbidsAreLeftOut() {
    assertAll(
        passes(200, Script.json(200, "{}", IMPOSSIBLE)),
        passes(200, Script.sse(IMPOSSIBLE).chunk("data: 1\n\n").lastChunk()));
  }

  @Test
  void theProvidersHeadersDoNotTakeThePlaceOfOurs() throws IOException {
    provider.answer(Script.json(200, "{}", "X-Request-ID: theirs", "X-Session-ID: theirs"));

    List<String> answer = ask().lines().toList();

    assertTrue(answer.contains("X-Upstream-Request-ID: theirs"));
    assertTrue(answer.contains("X-Request-ID: " + proxy.finished().id()));
    assertTrue(answer.contains("X-Session-ID: " + proxy.finished().sessionId()));
    assertFalse(answer.contains("X-Session-ID: theirs"));
  }

  @Test
  void theOctetsOfHeadersPassAsTheyAre() throws IOException {
    for (String value : List.of("j\u00f6rg", "\u00c3\u00a4\u00ff", "\u0080 \u00a0x")) {
      provider.answer(
          Script.empty()
              .send(
                  ("HTTP/1.1 200 OK\r\nX-A: 1\r\nLocation: /"
                          + value
                          + "\r\nX-A: "
                          + value
                          + "\r\nContent-Length: 2\r\n\r\n{}")
                      .getBytes(ISO_8859_1)));

      List<String> answer = Arrays.asList(ask().split("\r\n"));

      assertTrue(answer.contains("X-A: 1"), answer::toString);
      assertTrue(answer.contains("X-A: " + value), answer::toString);
      assertTrue(answer.contains("Location: /" + value), answer::toString);
    }
  }

  private Executable passes(int status, Script script) {
    return () -> {
      provider.answer(script);
      assertTrue(ask().startsWith("HTTP/1.1 " + status + " "));
      assertEquals(status, proxy.finished().httpStatus());
    };
  }

  private String ask() throws IOException {
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      return client
          .send(
              "POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "Authorization: Bearer "
                  + proxy.token()
                  + "\r\nX-User-ID: alice\r\nContent-Length: "
                  + BODY.length()
                  + "\r\n\r\n"
                  + BODY)
          .readToEnd();
    }
  }
}
