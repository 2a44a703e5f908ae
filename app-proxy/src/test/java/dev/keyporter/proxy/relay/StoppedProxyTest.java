package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is still answered when the proxy stops and its grace is over. */
@Timeout(60)
class StoppedProxyTest {
  private static final String CREATED =
      "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":4,"
          + "\"response\":{\"id\":\"resp_s\"}}\n\n";
  private static final String CHUNK = "data: {\"id\":\"c\",\"choices\":[{\"index\":0}]}\n\n";
  private static final String TOLD =
      "The proxy was stopped before the provider's answer was whole. Send the request again once it"
          + " runs.";

  @TempDir Path directory;
  private final ScriptedProvider provider = ScriptedProvider.start();
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    proxy =
        ProxyFixture.start(
            directory, ProxyFixture.settings(Duration.ofSeconds(30), Duration.ofMillis(50)));
    proxy.sharedKey(provider.baseUrl(), "sk-the-real-key");
  }

  @AfterEach
  void stop() {
    proxy.close();
    provider.close();
  }

  private RawClient ask(String path, String body) throws Exception {
    return RawClient.connect(proxy.address().getPort())
        .send(
            ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-User-ID: alice\r\n")
                + ("Authorization: Bearer " + proxy.token() + "\r\nContent-Length: ")
                + (body.getBytes(UTF_8).length + "\r\n\r\n" + body));
  }

  private void assertInterrupted(int httpStatus) {
    RequestSummary row = proxy.requests().getFirst();
    assertEquals(RequestStatus.INTERRUPTED, row.status());
    assertEquals("proxy_stopping", row.errorCode());
    assertEquals(httpStatus, row.httpStatus());
    assertEquals(CostCertainty.UNKNOWN, row.cost().certainty());
  }

  @Test
  void aStreamGetsTheNextEventThatTellsAndNeverLooksComplete() throws Exception {
    provider.answer(Script.sse().chunk(CREATED).hang());
    try (RawClient client =
        ask("/v1/responses", "{\"model\":\"m\",\"input\":\"x\",\"stream\":true}")) {
      client.readUntil(CREATED);

      proxy.stop();

      String error =
          "event: error\ndata: {\"type\":\"error\",\"code\":\"proxy_stopping\",\"message\":\""
              + TOLD
              + "\",\"param\":null,\"sequence_number\":5}\n\n";
      String rest = client.readToEnd();
      assertTrue(rest.endsWith("\r\n" + error + "\r\n"), rest);
      assertInterrupted(200);
    }
  }

  @Test
  void aChatStreamGetsAnErrorChunk() throws Exception {
    provider.answer(Script.sse().chunk(CHUNK).hang());
    try (RawClient client =
        ask("/v1/chat/completions", "{\"model\":\"m\",\"messages\":[],\"stream\":true}")) {
      client.readUntil(CHUNK);

      proxy.stop();

      String error =
          "data: {\"error\":{\"message\":\""
              + TOLD
              + "\",\"type\":\"server_error\",\"param\":null,\"code\":\"proxy_stopping\"}}\n\n";
      String rest = client.readToEnd();
      assertTrue(rest.endsWith("\r\n" + error + "\r\n"), rest);
      assertInterrupted(200);
    }
  }

  @Test
  void aRequestThatWaitsIsToldToComeBack() throws Exception {
    provider.answer(Script.empty().hang());
    try (RawClient client = ask("/v1/responses", "{\"model\":\"m\",\"input\":\"x\"}")) {
      provider.takeRequest();

      proxy.stop();

      String answer = client.readToEnd();
      assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
      assertTrue(answer.contains("\r\nRetry-After: 5\r\n"), answer);
      assertTrue(answer.contains("\"code\":\"proxy_stopping\""), answer);
      assertInterrupted(503);
    }
  }

  @Test
  void anAnswerThatIsNotWholeYetIsWithheld() throws Exception {
    provider.answer(
        Script.empty()
            .head(200, "Content-Type: application/json", "Content-Length: 500")
            .send("{\"id\":")
            .hang());
    try (RawClient client = ask("/v1/responses", "{\"model\":\"m\",\"input\":\"x\"}")) {
      provider.takeRequest();

      proxy.stop();

      String answer = client.readToEnd();
      assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
      assertInterrupted(503);
    }
  }
}
