package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import dev.keyporter.proxy.testing.Warnings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client sends, the fault is not ours: no 5xx, no warning, no row that stays open. */
class HostileRequestsTest {
  private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.1 (\\d{3})");

  /** More, and others, by hand: {@code -Dkeyporter.mutations=100000 -Dkeyporter.seed=1}. */
  private static final int MUTATIONS = Integer.getInteger("keyporter.mutations", 1_000);

  private static final long SEED = Long.getLong("keyporter.seed", 4_711);
  private static final int CLIENTS = 8;
  private static final RequestFilter PENDING =
      RequestFilter.of(FilterTerm.Choice.status(RequestStatus.PENDING));
  private static final List<String> PATHS =
      List.of(
          "/v1/responses",
          "/v1/chat/completions",
          "/v1/embeddings",
          "/v1/responses/input_tokens",
          "/v1/responses/compact",
          "/v1/responses/req_1/rate",
          "/v1/responses/resp_1/cancel");

  @TempDir Path directory;
  private ScriptedProvider provider;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start().otherwise(Script.json(200, "{\"id\":\"resp_1\"}"));
    proxy = ProxyFixture.start(directory);
    proxy.sharedKey(provider.baseUrl(), "sk-real");
  }

  @AfterEach
  void close() {
    proxy.close();
    provider.close();
  }

  @Test
  void noMutatedRequestMakesAnErrorOfOurs() {
    var requests = new MutatedRequests(new Random(SEED), proxy.token());
    assertAnswered(Stream.generate(requests::next).limit(MUTATIONS).toList());
  }

  @Test
  void noBodyMakesAnErrorOfOurs() throws IOException {
    List<String> requests = new ArrayList<>();
    for (byte[] body : OddBodies.all()) {
      for (String coding : List.of("", "gzip", "zstd", "br", "deflate", "gzip, zstd", "x")) {
        String path = PATHS.get(requests.size() % PATHS.size());
        requests.add(post(path, coding, body));
      }
    }
    OddBodies.coded()
        .forEach(coded -> requests.add(post(PATHS.getFirst(), coded.getKey(), coded.getValue())));
    assertAnswered(requests);
  }

  private String post(String path, String coding, byte[] body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nX-User-ID: u\r\nConnection: close\r\n"
        + (coding.isEmpty() ? "" : "Content-Encoding: " + coding + "\r\n")
        + "Authorization: Bearer "
        + proxy.token()
        + "\r\nContent-Length: "
        + body.length
        + "\r\n\r\n"
        + new String(body, ISO_8859_1);
  }

  /** Sends them all, some at once, and looks at each answer, at the log and at the record. */
  private void assertAnswered(List<String> requests) {
    var answers = new ConcurrentLinkedQueue<String>();
    try (var warnings = new Warnings()) {
      try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
        requests.forEach(
            request ->
                clients.execute(
                    () -> {
                      String answer = ask(request);
                      answers.add(isFine(answer) ? "" : answer + "\nto\n" + start(request));
                    }));
      }
      assertEquals(List.of(), answers.stream().filter(wrong -> !wrong.isEmpty()).limit(5).toList());
      assertEquals(requests.size(), answers.size());
      assertEquals("", warnings.text());
    }
    assertTrue(ask("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n").startsWith("HTTP/1.1 200 "));
    assertEquals(
        List.of(),
        proxy.database().requests().page(PENDING, null, 1).rows(),
        "Something stayed pending.");
  }

  /** No answer at all is right only where the request never became whole. */
  private static boolean isFine(String answer) {
    return STATUS
        .matcher(answer)
        .results()
        .allMatch(
            found -> {
              char kind = found.group(1).charAt(0);
              return kind == '4' ? answer.contains("{\"error\":{\"message\":\"") : kind < '4';
            });
  }

  private static String start(String request) {
    return request.substring(0, Math.min(2_000, request.length()));
  }

  private String ask(String request) {
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      try {
        client.send(request).endSending();
      } catch (IOException _) {
        // Refused before it was whole.
      }
      return client.readToEnd();
    } catch (IOException e) {
      return "HTTP/1.1 599 " + e;
    }
  }
}
