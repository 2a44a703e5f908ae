package dev.keyporter.console.inspector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.transcript.Body;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Pasted into a shell, the commands send what was sent before. */
class CurlTest {
  private record Received(
      String method, String path, String token, @Nullable String user, String body) {}

  private final List<Received> received = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(
              new Received(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("X-User-ID"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for shells like bash")
  void sendTheSameBodyWhateverIsInIt() throws Exception {
    String body =
        "{\"input\":\"It's $HOME, `id`, \\\"quoted\\\" \\\\ and\\n!\",\n \"model\": \"gpt-5\"}";
    run(new Route("responses.create", true), "o'brien@example.com", body);
    assertEquals(
        new Received("POST", "/v1/responses", "Bearer secret token", "o'brien@example.com", body),
        received.getFirst());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for shells like bash")
  void sendLongBodies() throws Exception {
    String body = "{\"input\":\"" + "KEYPORTER_BODY it's $HOME ".repeat(10_000) + "\"}";
    run(new Route("chat.completions", true), null, body);
    assertEquals("/v1/chat/completions", received.getFirst().path());
    assertEquals(body, received.getFirst().body().strip());
  }

  @Test
  void callAnthropicsRoutesAsItsClientsDo() {
    String command = command(new Route("anthropic.messages", true), null, "{}");
    assertTrue(command.contains("/anthropic/v1/messages "), command);
    assertFalse(command.contains("/v1/anthropic"), command);
    assertTrue(command.contains("\"x-api-key: $KEYPORTER_TOKEN\""), command);
    assertTrue(command.contains("anthropic-version: "), command);
    assertFalse(command.contains("Bearer"), command);
  }

  @Test
  void nameTheTokenAndHoldNone() {
    String command = command(new Route("responses.cancel", false), null, null);
    assertTrue(command.contains("-X POST"), command);
    assertTrue(command.contains("/responses/resp_1/cancel "), command);
    assertTrue(command.contains("$KEYPORTER_TOKEN"), command);
    assertFalse(command.contains(" -d "), command);
  }

  private void run(Route route, @Nullable String user, String body) throws Exception {
    var shell = new ProcessBuilder("bash", "-s").redirectErrorStream(true);
    shell.environment().put("KEYPORTER_TOKEN", "secret token");
    shell.environment().put("no_proxy", "127.0.0.1");
    Process process = shell.start();
    try (var in = process.outputWriter(UTF_8)) {
      in.write(command(route, user, body));
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private String command(Route route, @Nullable String user, @Nullable String body) {
    return Curl.of(
            Samples.request(route, false, RequestStatus.COMPLETED, user),
            "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
            body == null ? null : new Body("application/json", body.getBytes(UTF_8)))
        .orElseThrow();
  }
}
