package dev.keyporter.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.errors.UnauthorizedException;
import com.openai.models.responses.Response;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.demo.DemoProvider;
import dev.keyporter.proxy.testing.ProxyFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two proxies on one database, and many requests at once. */
class SharedDatabaseTest {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  /** Promised are 2 s; the rest is for a machine that is busy. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private ProxyFixture first;
  private Database database;
  private Proxy second;
  private URI secondAddress;

  @BeforeEach
  void start() {
    first = ProxyFixture.start(directory);
    first.sharedKey(URI.create(DemoProvider.BASE_URL), DemoProvider.KEY);
    database = Database.open(new EmbeddedH2(directory), Clock.systemUTC());
    second = new Proxy(ProxyFixture.settings(READ_TIMEOUT), directory, database, Clock.systemUTC());
    secondAddress = second.start().uri();
  }

  @AfterEach
  void close() {
    second.close();
    database.close();
    first.close();
  }

  @Test
  void aTokenRevokedThroughOneIsRefusedByTheOther() {
    IssuedToken token =
        new TokenIssuer(
                first.database().accessTokens(),
                first.database().signingSecrets(),
                Clock.systemUTC())
            .issue(first.organization(), null, "test", Duration.ofDays(1));
    OpenAIClient client = throughSecond(token.text());
    Sdk.ask(client, "hello");

    first.database().accessTokens().revoke(token.token().id());

    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!isRefused(client)) {
      assertTrue(System.nanoTime() < deadline, "the other proxy still takes the token");
      LockSupport.parkNanos(20_000_000);
    }
    var refusal = assertThrows(UnauthorizedException.class, () -> client.models().list());
    assertEquals("token_revoked", refusal.code().orElseThrow());
    client.close();
  }

  @Test
  void aResponseMadeThroughOneIsRetrievedThroughTheOther() {
    OpenAIClient here = Sdk.alice(first).build();
    OpenAIClient there = throughSecond(first.token());

    Response made = Sdk.ask(here, "hello");

    assertEquals(made, there.responses().retrieve(made.id()));
    assertEquals(2, first.requests().size());
    here.close();
    there.close();
  }

  @Test
  void manyFirstRequestsOfOneUserAllSucceedAndMakeOneUser() {
    try (var client = HttpClient.newHttpClient()) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 32)
              .mapToObj(i -> client.sendAsync(models(i % 2 == 0), BodyHandlers.ofString()))
              .toList();

      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(200, answer.join().statusCode(), () -> answer.join().body());
      }
    }
    assertEquals(
        List.of("newcomer"),
        first.database().users().list(first.organization().id()).stream().map(User::name).toList());
  }

  private HttpRequest models(boolean throughFirst) {
    URI address = throughFirst ? first.address() : secondAddress;
    return HttpRequest.newBuilder(address.resolve("/v1/models"))
        .timeout(DEADLINE)
        .header("Authorization", "Bearer " + first.token())
        .header("X-User-ID", "newcomer")
        .build();
  }

  private static boolean isRefused(OpenAIClient client) {
    try {
      client.models().list();
      return false;
    } catch (UnauthorizedException e) {
      return true;
    }
  }

  private OpenAIClient throughSecond(String token) {
    return Sdk.bearing(first, token)
        .baseUrl(secondAddress + "/v1")
        .putHeader("X-User-ID", "alice")
        .build();
  }
}
