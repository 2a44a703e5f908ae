package dev.keyporter.console.playground.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeSampleTest {
  /** Everything that some language would trip over. */
  private static final String HOSTILE =
      "It's \"so\" $HOME `x` \\n %s ${a} \\u0041 ''' \"\"\" end\\\n\tÄ 😀";

  private record Received(String authorization, String user, String body) {}

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private HttpServer server;

  @TempDir Path directory;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/responses",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              new Received(headers.getFirst("Authorization"), headers.getFirst("X-User-ID"), body));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private CodeSample sample(@Nullable String token) {
    var parameters =
        new Parameters(
            "gpt-4o",
            HOSTILE,
            "low",
            null,
            new BigDecimal("0.5"),
            null,
            true,
            MoreParameters.parse("{\"store\": true, \"own\": [null, {\"a\": \"b\"}]}"));
    return new CodeSample(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
        "o'hara@example.com",
        new CallBody(parameters, Before.NOTHING, HOSTILE),
        token);
  }

  private void assertSame(CodeSample sample) {
    Received call = received.remove();
    assertEquals("Bearer ey.token", call.authorization());
    assertEquals("o'hara@example.com", call.user());
    assertEquals(Json.read(sample.body().text()), Json.read(call.body()));
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put(CodeSample.VARIABLE, "ey.token");
    File output = directory.resolve("output").toFile();
    Process process = builder.redirectErrorStream(true).redirectOutput(output).start();
    int status = process.waitFor();
    assertEquals(0, status, Files.readString(output.toPath()));
  }

  @Test
  void javaRunsAsPasted() throws IOException, InterruptedException {
    CodeSample sample = sample(null);
    Files.writeString(directory.resolve("Ask.java"), sample.in(CodeLanguage.JAVA));
    String java = ProcessHandle.current().info().command().orElseThrow();
    run(List.of(java, "Ask.java"));
    assertSame(sample);
  }

  @Test
  void curlRunsAsPasted() throws IOException, InterruptedException {
    assumeTrue(isThere("curl") && isThere("bash"), "curl and bash are not installed");
    CodeSample sample = sample(null);
    Files.writeString(directory.resolve("ask.sh"), sample.in(CodeLanguage.CURL));
    run(List.of("bash", "ask.sh"));
    assertSame(sample);
  }

  @Test
  void pythonHasLiteralsOfItsOwnAndKeepsWhatTheLibraryDoesNotKnow() {
    String program = sample(null).in(CodeLanguage.PYTHON);
    assertTrue(program.contains("    store=True,\n"), program);
    assertTrue(program.contains("    reasoning={\"effort\": \"low\"},\n"), program);
    assertTrue(program.contains("extra_body={\"own\": [\n"), program);
    assertTrue(program.contains("None,\n"), program);
    assertTrue(program.contains("for event in events:"), program);
  }

  @Test
  void pythonCanBeParsed() throws IOException, InterruptedException {
    assumeTrue(isThere("python3"), "python3 is not installed");
    Files.writeString(directory.resolve("ask.py"), sample(null).in(CodeLanguage.PYTHON));
    run(List.of("python3", "-c", "import ast; ast.parse(open('ask.py', encoding='utf-8').read())"));
  }

  @Test
  void javaScriptCanBeParsed() throws IOException, InterruptedException {
    assumeTrue(isThere("node"), "node is not installed");
    Files.writeString(directory.resolve("ask.mjs"), sample(null).in(CodeLanguage.JAVASCRIPT));
    run(List.of("node", "--check", "ask.mjs"));
  }

  @Test
  void theTokenStandsInItOnlyWhereWanted() {
    for (CodeLanguage language : CodeLanguage.values()) {
      String open = sample(null).in(language);
      assertTrue(open.contains(CodeSample.VARIABLE), open);
      assertFalse(open.contains("ey.token"), open);
      String whole = sample("ey.token").in(language);
      assertTrue(whole.contains("ey.token"), whole);
      assertFalse(whole.contains(CodeSample.VARIABLE), whole);
    }
    assertFalse(sample("ey.token").toString().contains("ey.token"));
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
