package dev.keyporter.console.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A provider that answers every question, lists two models, and tells what it was asked. */
public final class WatchedProvider implements AutoCloseable {
  private static final String MODELS =
      "{\"object\":\"list\",\"data\":[{\"id\":\"model-b\"},{\"id\":\"model-a\"}]}";
  private static final String ANSWER =
      "{\"id\":\"resp_1\",\"object\":\"response\",\"model\":\"model-a\",\"status\":\"completed\","
          + "\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":"
          + "\"output_text\",\"text\":\"Hello.\"}]}],\"usage\":{\"input_tokens\":3,"
          + "\"output_tokens\":2,\"total_tokens\":5}}";

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private WatchedProvider(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port. */
  public static WatchedProvider start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var provider = new WatchedProvider(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", provider::answer);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + path);
    exchange.getRequestBody().readAllBytes();
    byte[] body = (path.endsWith("/models") ? MODELS : ANSWER).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** What a key's base URL would be. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** Every request so far, as {@code GET /v1/models}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
