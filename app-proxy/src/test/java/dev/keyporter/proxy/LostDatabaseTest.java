package dev.keyporter.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.db.engine.DatabaseSettings.Postgres;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.testing.Relay;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import dev.keyporter.proxy.upstream.UpstreamSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients are told while the database or the master key is gone, and after it is back. */
@Timeout(120)
class LostDatabaseTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Secret OTHER_KEY =
      new Secret(Base64.getEncoder().encodeToString(new byte[32]));

  @TempDir Path directory;

  private final ScriptedProvider provider =
      ScriptedProvider.start().otherwise(Script.json(200, "{\"id\":\"resp_1\"}"));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    provider.close();
  }

  @Test
  void refusesRequestsWhilePostgresIsGoneAndServesAgainWhenItIsBack() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        var way = new Relay(postgres.getPort())) {
      String url = "postgresql://postgres:postgres@127.0.0.1:" + way.port() + "/postgres";
      try (Database database = Database.open(new Postgres(directory, url), CLOCK);
          Proxy proxy = proxy(database)) {
        URI address = proxy.start().uri();
        String token = token(database);
        assertEquals(200, ask(address, token, "alice").statusCode());
        assertTrue(ownHealth(address).contains("200 {\"status\":\"ok\""), ownHealth(address));

        way.cut();
        var said = new Said();
        HttpResponse<String> first = ask(address, token, "alice");
        assertEquals(503, first.statusCode(), first.body());
        assertTrue(first.body().contains("\"record_unavailable\""), first.body());
        String own = ownHealth(address);
        assertTrue(own.startsWith("503 {\"status\":\"record_unavailable\""), own);
        for (String user : Set.of("alice", "seen for the first time")) {
          HttpResponse<String> refused = ask(address, token, user);
          assertEquals(503, refused.statusCode(), refused.body());
          assertTrue(refused.body().contains("\"access_unconfirmed\""), refused.body());
          assertEquals("2", refused.headers().firstValue("Retry-After").orElseThrow());
        }
        int unavailable = 3 + askAtOnce(30, address, token);
        String health = health(address, token);
        assertTrue(health.contains("\"access_unconfirmed\""), health);
        unavailable++;
        assertEquals(1, provider.requests().size());
        assertEquals(1, said.count("The record cannot be written."), said.toString());

        way.mend();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        HttpResponse<String> answer = ask(address, token, "alice");
        while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
          unavailable++;
          answer = ask(address, token, "alice");
        }
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(health(address, token).contains("\"healthy\""));
        assertTrue(ownHealth(address).startsWith("200 {\"status\":\"ok\""), ownHealth(address));
        assertEquals(1, said.count("The record is written again."), said.toString());
        said.close();
        assertEquals(
            0,
            database.requests().page(RequestFilter.ALL, null, 100).rows().stream()
                .filter(row -> row.status() == RequestStatus.PENDING)
                .count());
        while (rowsAndCounts(database) < unavailable && System.nanoTime() < deadline) {
          LockSupport.parkNanos(10_000_000);
        }
        assertEquals(unavailable, rowsAndCounts(database));
      }
    }
  }

  @Test
  void asksForTheMasterKeyAndGoesOnWhenItIsBack() throws Exception {
    var settings = new EmbeddedH2(directory);
    try (Database database = Database.open(settings, CLOCK);
        Proxy proxy = proxy(database);
        Database other = Database.open(settings, CLOCK, OTHER_KEY)) {
      URI address = proxy.start().uri();
      String token = token(other);

      HttpResponse<String> refused = ask(address, token, "alice");
      assertEquals(503, refused.statusCode());
      assertTrue(refused.body().contains("\"master_key_unusable\""), refused.body());

      Files.writeString(directory.resolve("master.key"), OTHER_KEY.reveal());
      assertEquals(200, ask(address, token, "alice").statusCode());
    }
  }

  /** How many requests are shown to have been refused for want of the record. */
  private static long rowsAndCounts(Database database) {
    var codes =
        List.of(
            new ProxyError.RecordUnavailable().code(), new ProxyError.AccessUnconfirmed().code());
    long rows =
        database.requests().page(RequestFilter.ALL, null, 100).rows().stream()
            .filter(row -> codes.contains(String.valueOf(row.errorCode())))
            .count();
    return rows
        + codes.stream()
            .mapToLong(code -> database.refusals().sum(RefusalFilter.saying(code)))
            .sum();
  }

  /** Returns how many of them were told 503. */
  private int askAtOnce(int times, URI address, String token) throws Exception {
    int unavailable = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> one = () -> ask(address, token, "alice").statusCode();
      for (Future<Integer> status : threads.invokeAll(Collections.nCopies(times, one))) {
        unavailable += status.get() == 503 ? 1 : 0;
      }
    }
    return unavailable;
  }

  /** What the record has to say, while it is listened to. */
  private static final class Said extends Handler {
    private static final Logger RECORD =
        Logger.getLogger("dev.keyporter.proxy.recording.GroupCommit");

    private final List<String> messages = new CopyOnWriteArrayList<>();

    private Said() {
      RECORD.setLevel(Level.INFO);
      RECORD.addHandler(this);
    }

    private long count(String beginning) {
      return messages.stream().filter(message -> message.startsWith(beginning)).count();
    }

    @Override
    public void publish(LogRecord event) {
      messages.add(event.getMessage());
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      RECORD.removeHandler(this);
    }

    @Override
    public String toString() {
      return messages.toString();
    }
  }

  private Proxy proxy(Database database) {
    var upstream = UpstreamSettings.standard(() -> 0);
    return new Proxy(
        ProxySettings.standard(upstream).at("127.0.0.1", 0), directory, database, CLOCK);
  }

  /** A token of a new organization with a key. */
  private String token(Database database) {
    Organization organization = database.organizations().create("Acme");
    database
        .providerKeys()
        .create(
            organization.id(),
            new NewProviderKey(new KeyScope.Shared(), "key", provider.baseUrl(), null, null, false),
            new Secret("sk-test"));
    return new TokenIssuer(database.accessTokens(), database.signingSecrets(), CLOCK)
        .issue(organization, null, "test", Duration.ofDays(1))
        .text();
  }

  private String ownHealth(URI address) throws Exception {
    var request = HttpRequest.newBuilder(address.resolve("/health")).build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private String health(URI address, String token) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(address.resolve("/v1/responses/health"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("X-User-ID", "alice")
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private HttpResponse<String> ask(URI address, String token, String user) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address.resolve("/v1/responses"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("X-User-ID", user)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\",\"input\":\"hi\"}"))
            .build(),
        BodyHandlers.ofString());
  }
}
