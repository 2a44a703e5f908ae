package dev.keyporter.proxy.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.proxy.memory.BodyMemory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running demo provider and a plain HTTP client of it. */
abstract class DemoProviderFixture {
  static final ObjectMapper JSON = new ObjectMapper();
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path store;
  final BodyMemory memory = BodyMemory.ofHeap();
  final HttpClient client = HttpClient.newHttpClient();
  DemoProvider provider;

  @BeforeEach
  void start() {
    provider = DemoProvider.start(store, memory, CLOCK, Duration.ZERO);
  }

  @AfterEach
  void close() {
    provider.close();
    client.close();
  }

  JsonNode ask(String body) throws Exception {
    HttpResponse<String> answer = post("/responses", body);
    assertEquals(200, answer.statusCode(), answer::body);
    return JSON.readTree(answer.body());
  }

  static String said(JsonNode response) {
    return response.at("/output/0/content/0/text").asText();
  }

  static List<JsonNode> events(String stream) throws IOException {
    var events = new ArrayList<JsonNode>();
    for (String line : stream.split("\n", -1)) {
      if (line.startsWith("data: {")) {
        events.add(JSON.readTree(line.substring("data: ".length())));
      }
    }
    return events;
  }

  JsonNode get(String path) throws Exception {
    return JSON.readTree(send(request(path).GET().build()).body());
  }

  int status(String path) throws Exception {
    return send(request(path).GET().build()).statusCode();
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(body(body)).build());
  }

  /** Bodies are written with single quotes here. */
  static HttpRequest.BodyPublisher body(String body) {
    return BodyPublishers.ofString(body.replace('\'', '"'));
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + provider.port() + "/v1" + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + DemoProvider.KEY);
  }
}
