package dev.keyporter.console.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/**
 * A provider that answers every question, with <i>Hello.</i> or with what it was asked last, lists
 * two models, and tells what it was asked.
 */
public final class WatchedProvider implements AutoCloseable {
  private static final String MODELS =
      "{\"object\":\"list\",\"data\":[{\"id\":\"model-b\"},{\"id\":\"model-a\"}]}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final boolean echoes;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private WatchedProvider(HttpServer server, boolean echoes) {
    this.server = server;
    this.echoes = echoes;
  }

  /** Listens on a free port. */
  public static WatchedProvider start() {
    return start(false);
  }

  /** Listens on a free port, and answers with the question's own words. */
  public static WatchedProvider startEcho() {
    return start(true);
  }

  private static WatchedProvider start(boolean echoes) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var provider = new WatchedProvider(server, echoes);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", provider::answer);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(String words) {
    return "{\"id\":\"resp_1\",\"object\":\"response\",\"model\":\"model-a\",\"status\":\"completed\","
               + "\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":"
               + "\"output_text\",\"text\":"
        + words
        + "}]}],\"usage\":{\"input_tokens\":3,\"output_tokens\":2,\"total_tokens\":5}}";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + path);
    JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String words = JSON.writeValueAsString(echoes ? asked(question) : "Hello.");
    byte[] body = (path.endsWith("/models") ? MODELS : answer(words)).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String asked(JsonNode question) {
    JsonNode input = question.path("input");
    return input.isTextual() ? input.textValue() : input.path(input.size() - 1).toString();
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
