package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.demo.DemoProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More bodies at once than a small heap can hold, and small requests beside them. */
@Timeout(180)
class LargeBodiesTest {
  /** In MiB. */
  private static final int HEAP = 192;

  private static final int LARGE = 12 << 20;
  private static final int CLIENTS = 16;
  private static final int SMALL_CLIENTS = 4;
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void largeOnesWaitOrAreRefusedAndNothingElseSuffers() throws Exception {
    var settings = new EmbeddedH2(directory);
    byte[] large = body(LARGE);
    byte[] small = body(100);
    IssuedToken token = prepare(settings);
    try (var proxy = ProxyProcess.start(HEAP, settings, directory.resolve("log"));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var end = new CountDownLatch(1);
      var beside = start(clients, SMALL_CLIENTS, () -> askUntil(end, proxy, token, small));
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (var client : start(clients, CLIENTS, () -> ask(proxy, token, large))) {
        answers.add(client.get());
      }
      end.countDown();
      for (var client : beside) {
        client.get().forEach(answer -> assertEquals(200, answer.statusCode(), answer::body));
      }

      assertTrue(answers.stream().anyMatch(answer -> answer.statusCode() == 200));
      answers.stream().filter(answer -> answer.statusCode() != 200).forEach(this::isRefused);

      var health = send(HttpRequest.newBuilder(proxy.address().resolve("/health")));
      assertEquals("ok", JSON.readTree(health.body()).path("status").asText(), health::body);
      assertEquals(200, ask(proxy, token, large).statusCode());
      try (Database database = Database.open(settings, Clock.systemUTC())) {
        database.accessTokens().revoke(token.token().id());
      }
      awaitRefused(proxy, token, small);
    }
  }

  private static <T> List<Future<T>> start(ExecutorService clients, int count, Callable<T> work) {
    var started = new ArrayList<Future<T>>();
    for (int i = 0; i < count; i++) {
      started.add(clients.submit(work));
    }
    return started;
  }

  private void isRefused(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains("\"body_memory_exhausted\""), answer::body);
    assertEquals("2", answer.headers().firstValue("Retry-After").orElseThrow(), answer::body);
  }

  private static IssuedToken prepare(EmbeddedH2 settings) {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      var acme = database.organizations().create("Acme");
      var key =
          new NewProviderKey(
              new KeyScope.Shared(), "demo", URI.create(DemoProvider.BASE_URL), null, null, false);
      database.providerKeys().create(acme.id(), key, new Secret(DemoProvider.KEY));
      return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
          .issue(acme, null, "test", Duration.ofDays(1));
    }
  }

  /** Random, so that compressing takes nothing off it. */
  private static byte[] body(int length) {
    var random = new byte[length / 4 * 3];
    new Random(1).nextBytes(random);
    String text = Base64.getEncoder().encodeToString(random);
    return ("{\"model\":\"gpt-4o-mini\",\"input\":\"" + text + "\"}").getBytes(UTF_8);
  }

  private List<HttpResponse<String>> askUntil(
      CountDownLatch end, ProxyProcess proxy, IssuedToken token, byte[] body) throws Exception {
    var answers = new ArrayList<HttpResponse<String>>();
    do {
      answers.add(ask(proxy, token, body));
    } while (end.getCount() > 0);
    return answers;
  }

  private HttpResponse<String> ask(ProxyProcess proxy, IssuedToken token, byte[] body)
      throws Exception {
    return send(
        HttpRequest.newBuilder(proxy.address().resolve("/v1/responses"))
            .header("Authorization", "Bearer " + token.text())
            .header("X-User-ID", "alice")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private void awaitRefused(ProxyProcess proxy, IssuedToken token, byte[] body) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    int status = 200;
    while (status == 200 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(50_000_000);
      status = ask(proxy, token, body).statusCode();
    }
    assertEquals(401, status);
  }
}
