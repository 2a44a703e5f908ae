package dev.keyporter.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} is stopped (SIGTERM) while it answers. */
@Timeout(120)
class StopTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String EVENT =
      "event: response.created\ndata: {\"type\":\"response.created\",\"sequence_number\":0,"
          + "\"response\":{\"id\":\"resp_s\"}}\n\n";

  @TempDir Path directory;
  private final ScriptedProvider provider = ScriptedProvider.start();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void whatEndsWithinTheGraceIsWholeAndTheRestIsToldAndBothAreOnRecord() throws Exception {
    DatabaseSettings settings = new EmbeddedH2(directory.resolve("data"));
    String token = prepare(settings);
    Path log = directory.resolve("log");
    var gate = new CountDownLatch(1);
    provider.answer(Script.json(200, "{\"id\":\"resp_1\",\"status\":\"completed\"}").after(gate));
    try (var serve = ProxyProcess.start(settings, log);
        RawClient waiting = ask(serve, token, false)) {
      provider.takeRequest();
      provider.answer(Script.sse().chunk(EVENT).hang());
      try (RawClient streaming = ask(serve, token, true)) {
        streaming.readUntil(EVENT);

        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> stop(serve));
        awaitClosed(serve.address().getPort());
        gate.countDown();

        String whole = waiting.readAnswer();
        assertTrue(whole.startsWith("HTTP/1.1 200 "), whole);
        String rest = streaming.readToEnd();
        assertTrue(rest.contains("\"code\":\"proxy_stopping\""), rest);
        assertTrue(!rest.endsWith("0\r\n\r\n"), rest);
        assertEquals(0, status.join());
      }
    }
    assertEquals("", Files.readString(log));
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      assertEquals(
          List.of("interrupted proxy_stopping", "completed null"),
          database.requests().page(RequestFilter.ALL, null, 10).rows().stream()
              .map(row -> row.status().label() + " " + row.errorCode())
              .toList());
    }
  }

  private static int stop(ProxyProcess serve) {
    try {
      return serve.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitClosed(int port) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        RawClient.connect(port).close();
      } catch (IOException _) {
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("It still listens.");
  }

  private String prepare(DatabaseSettings settings) {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      var organization = database.organizations().create("Acme");
      var key =
          new NewProviderKey(new KeyScope.Shared(), "key", provider.baseUrl(), null, null, false);
      database.providerKeys().create(organization.id(), key, new Secret("sk-real"));
      return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
          .issue(organization, null, "test", Duration.ofDays(1))
          .text();
    }
  }

  private static RawClient ask(ProxyProcess serve, String token, boolean stream)
      throws IOException {
    String body = "{\"model\":\"m\",\"input\":\"x\",\"stream\":" + stream + "}";
    return RawClient.connect(serve.address().getPort())
        .send(
            "POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nX-User-ID: alice\r\n"
                + ("Authorization: Bearer " + token + "\r\nContent-Length: ")
                + (body.length() + "\r\n\r\n" + body));
  }
}
