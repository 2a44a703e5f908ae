package dev.keyporter.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.keyporter.console.testing.Client;
import dev.keyporter.console.testing.Program;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.console.testing.StuckConsole;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

/** The console's process is asked to end (SIGTERM) while its proxy waits for an answer. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process can only be killed")
@Timeout(180)
class StopTest {
  private static final Pattern LISTENING = Pattern.compile("Listening on (http://\\S+)\\.\n");

  @TempDir Path directory;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private HttpServer provider;

  @BeforeEach
  void listen() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          asked.countDown();
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          byte[] answer = "{\"id\":\"resp_1\",\"status\":\"completed\"}".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    provider.start();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    provider.stop(0);
  }

  @ParameterizedTest
  @EnumSource
  void aStuckWindowDoesNotHoldUpTheEnd(StuckConsole.How how) throws Exception {
    String token = token();
    Process console = Program.startStuck(directory, how);
    try {
      String baseUrl = await(LISTENING).group(1) + "/v1";
      try (OutputStream input = console.getOutputStream()) {
        input.write('!');
      }
      WaitForAsyncUtils.waitFor(
          1, TimeUnit.MINUTES, () -> Program.printed(directory).contains("stuck"));
      gate.countDown();
      assertTrue(ask(baseUrl, token).contains("resp_1"));
      console.destroy();

      assertTrue(console.waitFor(1, TimeUnit.MINUTES), "still there");
      assertTrue(log().contains("Stopping."), log());
      assertTrue(
          log().lines().filter(line -> line.contains("each frame")).count() <= 2,
          "said again and again");
    } finally {
      console.destroyForcibly();
    }
    try (Database database = Seed.database(directory)) {
      assertEquals(
          RequestStatus.COMPLETED,
          database.requests().page(RequestFilter.ALL, null, 1).rows().getFirst().status());
    }
  }

  @Test
  void whatIsUnderWayEndsAndTheLogSaysThatItStopped() throws Exception {
    String token = token();
    Process console = Program.start(directory);
    try {
      String baseUrl = await(LISTENING).group(1) + "/v1";
      var answer = CompletableFuture.supplyAsync(() -> ask(baseUrl, token));
      asked.await();
      console.destroy();
      await(Pattern.compile("Stopping\\."));
      gate.countDown();

      assertTrue(answer.get().contains("resp_1"), answer.get());
      assertTrue(console.waitFor(1, TimeUnit.MINUTES), "still there");
      assertEquals(0, console.exitValue(), Program.printed(directory));
      assertTrue(log().endsWith("Stopped.\n"), log());
    } finally {
      console.destroyForcibly();
    }
    try (Database database = Seed.database(directory)) {
      assertEquals(
          RequestStatus.COMPLETED,
          database.requests().page(RequestFilter.ALL, null, 1).rows().getFirst().status());
    }
  }

  private String token() {
    try (Database database = Seed.database(directory)) {
      Organization organization = database.organizations().create("Northwind Labs");
      int port = provider.getAddress().getPort();
      Seed.key(database, organization, URI.create("http://127.0.0.1:" + port + "/v1"));
      return Seed.token(database, organization, null);
    }
  }

  private static String ask(String baseUrl, String token) {
    try {
      return Client.ask(baseUrl, token, "alice@example.com", "gpt-4o");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Matcher await(Pattern line) throws Exception {
    WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, () -> line.matcher(log()).find());
    Matcher found = line.matcher(log());
    assertTrue(found.find());
    return found;
  }

  private String log() throws IOException {
    Path file = directory.resolve("logs").resolve("keyporter-0.0.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
