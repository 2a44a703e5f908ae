package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.proxy.ProxySettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(120)
class ServeCommandTest {
  @TempDir Path directory;

  @Test
  void servesBesideOtherCommandsUntilItIsStopped() throws Exception {
    var err = new StringWriter();
    try (var printed = new PipedWriter();
        var out = new BufferedReader(new PipedReader(printed))) {
      var serve =
          new FutureTask<>(
              () ->
                  KeyporterCommand.run(
                      terminal(printed, err),
                      _ -> Optional.of("There is no display."),
                      "serve",
                      "--port",
                      "0"));
      Thread thread = Thread.ofPlatform().start(serve);

      String line = out.readLine();
      assertTrue(line.matches("Keyporter proxy listening on http://127\\.0\\.0\\.1:\\d+"), line);
      JsonNode started = new CommandFixture(directory).json("quickstart", "--user", "alice");
      assertEquals(200, ask(line.substring(line.indexOf("http")), started.get("token").asText()));
      JsonNode recorded = new CommandFixture(directory).json("requests", "list");
      assertEquals("alice", recorded.get(0).get("user_id").asText());
      assertEquals("completed", recorded.get(0).get("status").asText());

      thread.interrupt();
      assertEquals(0, serve.get(60, TimeUnit.SECONDS));
    }
    assertTrue(err.toString().contains("keyporter quickstart"), err.toString());
    List<String> log = Files.readAllLines(directory.resolve("logs/keyporter-0.0.log"));
    List<String> own = log.stream().filter(line -> line.contains(" Serving: ")).toList();
    assertEquals(4, own.size(), log.toString());
    assertTrue(own.get(0).contains("Keyporter "), log.toString());
    assertTrue(own.get(1).contains("Listening on http://127.0.0.1:"), log.toString());
    assertTrue(own.get(2).endsWith("Stopping."), log.toString());
    assertTrue(own.get(3).endsWith("Stopped."), log.toString());
  }

  @Test
  void doesNotStartWithoutTheMasterKeyAndLogsWhy() throws IOException {
    var commands = new CommandFixture(directory);
    commands.json("quickstart");
    Path key = directory.resolve("master.key");
    String right = Files.readString(key);

    Files.delete(key);
    assertTrue(commands.failure("serve").startsWith("The master key is missing: put " + key));
    commands.environment.put(
        "KEYPORTER_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    String line = commands.failure("serve");
    assertTrue(line.contains("encrypted with another master key"), line);

    String log = Files.readString(directory.resolve("logs/keyporter-0.0.log"));
    assertTrue(log.contains("ERROR LogFile: Ended: The master key is missing"), log);
    assertFalse(log.contains(right.strip()), log);
  }

  @Test
  void servesWithoutALogWhereNoneCanBeWritten() throws IOException {
    Files.createFile(directory.resolve("logs"));
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // As far as the port, which is taken so that it ends.
      var result =
          new CommandFixture(directory)
              .run("serve", "--port", Integer.toString(taken.getLocalPort()));
      List<String> lines = result.err().lines().toList();
      assertEquals(2, lines.size(), result.err());
      assertTrue(lines.get(0).endsWith("Serving without a log."), result.err());
      assertTrue(lines.get(1).startsWith("Port "), result.err());
    }
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String line =
          new CommandFixture(directory)
              .failure("serve", "--port", Integer.toString(taken.getLocalPort()));
      assertTrue(line.contains(Integer.toString(taken.getLocalPort())), line);
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    var commands = new CommandFixture(directory);

    assertEquals(2, commands.run("serve", "--port", "65536").status());
    assertEquals(2, commands.run("serve", "--allow-origin", "example.org").status());
    assertEquals(2, commands.run("serve", "--log-level", "loud").status());
    commands.environment.put("KEYPORTER_LOG_LEVEL", "loud");
    assertEquals(2, commands.run("serve").status());
    commands.environment.clear();
    commands.environment.put("KEYPORTER_PORT", "none");
    assertEquals(2, commands.run("serve").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://p:secret@host:1", "http://:3128", "p:secret@ho st:1", "http://"})
  void namesTheVariableWhoseProxyMakesNoSense(String value) {
    var commands = new CommandFixture(directory);
    commands.environment.put("HTTPS_PROXY", value);

    var result = commands.run("serve", "--port", "0");

    assertEquals(2, result.status());
    assertTrue(result.err().startsWith("HTTPS_PROXY is not"), result.err());
    assertFalse(result.err().contains("secret"), result.err());
  }

  @Test
  void takesOptionsBeforeTheEnvironmentBeforeDefaults() {
    assertEquals("127.0.0.1:8000", address(Map.of()));
    var environment = Map.of("KEYPORTER_HOST", "localhost", "KEYPORTER_PORT", "9000");
    assertEquals("localhost:9000", address(environment));
    assertEquals("localhost:9001", address(environment, "--port", "9001"));
  }

  @Test
  void takesSeveralHostsAndOriginsAndTheWayUpstream() {
    ProxySettings settings =
        settings(
            Map.of("https_proxy", "proxy.example.org:3128", "NO_PROXY", "a.example, b.example"),
            "--allow-host",
            "one.example",
            "--allow-host",
            "two.example",
            "--allow-origin",
            "https://example.org");

    assertEquals(Set.of("one.example", "two.example"), settings.allowedHosts());
    assertEquals(Set.of("https://example.org"), settings.allowedOrigins());
    assertEquals(URI.create("http://proxy.example.org:3128"), settings.upstream().httpsProxy());
    assertEquals(List.of("a.example", "b.example"), settings.upstream().noProxy());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "*.example", "https://a.example", "a.example/v1", "a..b", "ä.example"})
  void refusesAnAllowedHostThatNoRequestCouldName(String host) {
    Executable serving = () -> settings(Map.of(), "--allow-host", host);
    Failure told = assertThrows(Failure.class, serving);
    assertTrue(told.toString().endsWith("this one is not: " + host), told.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "A_1.example.",
        "a.example:8000",
        "10.0.0.1",
        "[fd00::2]:80",
        "fd00::2"
      })
  void takesAnAllowedHostAsARequestNamesIt(String host) {
    assertEquals(Set.of(host), settings(Map.of(), "--allow-host", host).allowedHosts());
  }

  private String address(Map<String, String> environment, String... arguments) {
    ProxySettings settings = settings(environment, arguments);
    return settings.host() + ":" + settings.port();
  }

  private ProxySettings settings(Map<String, String> environment, String... arguments) {
    var options = new ServeOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("serve", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(arguments);
    var quiet = new PrintWriter(new StringWriter());
    return options.settings(
        new Terminal(
            new BufferedReader(Reader.nullReader()),
            quiet,
            quiet,
            null,
            environment,
            Clock.systemUTC(),
            ZoneOffset.UTC));
  }

  private Terminal terminal(PipedWriter out, StringWriter err) {
    return new Terminal(
        new BufferedReader(Reader.nullReader()),
        new PrintWriter(out),
        new PrintWriter(err),
        null,
        Map.of("KEYPORTER_DATA_DIR", directory.toString()),
        Clock.systemUTC(),
        ZoneOffset.UTC);
  }

  private static int ask(String address, String token) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(address + "/v1/responses"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\",\"input\":\"hi\"}"))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }
}
