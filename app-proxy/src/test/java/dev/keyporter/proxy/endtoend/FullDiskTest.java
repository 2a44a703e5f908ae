package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code serve} on a small disk of its own, in memory, that fills up: mounted in a namespace that
 * only this process sees, which Linux lets most users do.
 */
@Timeout(180)
class FullDiskTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String MOUNT =
      "mount -t tmpfs -o size=24m none \"$0\" && cp -a \"$1/.\" \"$0\" && shift && exec \"$@\"";

  @TempDir Path directory;

  private final ScriptedProvider provider =
      ScriptedProvider.start().otherwise(Script.json(200, "{\"id\":\"resp_1\"}"));
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    http.shutdownNow();
    provider.close();
  }

  @Test
  void refusesRequestsBeforeTheyCostAnythingAndServesAgainWhenThereIsSpace() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    Path prepared = directory.resolve("prepared");
    String token = prepare(prepared);
    String[] wrapper = {"unshare", "-rm", "sh", "-c", MOUNT, disk.toString(), prepared.toString()};
    assumeTrue(isPossible(wrapper), "A disk of its own cannot be mounted on this machine.");
    try (var proxy =
        ProxyProcess.start(new EmbeddedH2(disk), directory.resolve("stderr"), wrapper)) {
      assertEquals(200, ask(proxy, token).statusCode());
      // How others see what is mounted for that process alone.
      Path inside = Path.of("/proc/" + proxy.pid() + "/root" + disk.toAbsolutePath());
      Path filler = inside.resolve("filler");
      fill(filler);

      int asked = provider.requests().size();
      HttpResponse<String> refused = ask(proxy, token);
      while (refused.statusCode() == 200) {
        // What was free within the database's file is used first.
        asked = provider.requests().size();
        refused = ask(proxy, token);
      }
      assertEquals(503, refused.statusCode(), refused.body());
      assertTrue(refused.body().contains("\"record_unavailable\""), refused.body());
      assertEquals(asked, provider.requests().size(), "the provider was asked in vain");

      Files.delete(filler);
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      HttpResponse<String> answer = ask(proxy, token);
      while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
        LockSupport.parkNanos(20_000_000);
        answer = ask(proxy, token);
      }
      assertEquals(200, answer.statusCode(), answer.body());
      while (health(proxy) != 200) {
        assertTrue(System.nanoTime() < deadline, "/health does not say that it is well again.");
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private static boolean isPossible(String... wrapper) throws Exception {
    var command = new ArrayList<>(List.of(wrapper));
    command.add("true");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false; // There is no such command.
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertTrue(String.valueOf(full.getMessage()).contains("space"), full.toString());
    }
  }

  private String prepare(Path data) {
    try (Database database = Database.open(new EmbeddedH2(data), Clock.systemUTC())) {
      var organization = database.organizations().create("Acme");
      var key =
          new NewProviderKey(new KeyScope.Shared(), "key", provider.baseUrl(), null, null, false);
      database.providerKeys().create(organization.id(), key, new Secret("sk-real"));
      return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
          .issue(organization, null, "test", Duration.ofDays(1))
          .text();
    }
  }

  private int health(ProxyProcess proxy) throws Exception {
    var request = HttpRequest.newBuilder(proxy.address().resolve("/health")).timeout(DEADLINE);
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private HttpResponse<String> ask(ProxyProcess proxy, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(proxy.address().resolve("/v1/responses"))
            .timeout(DEADLINE)
            .header("Authorization", "Bearer " + token)
            .header("X-User-ID", "alice")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"model\":\"m\",\"input\":\"" + "x".repeat(20_000) + "\"}", UTF_8))
            .build(),
        BodyHandlers.ofString());
  }
}
