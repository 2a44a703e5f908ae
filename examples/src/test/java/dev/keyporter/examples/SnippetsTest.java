package dev.keyporter.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.keyporter.console.snippets.SnippetCall;
import dev.keyporter.console.snippets.SnippetLanguage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that the console writes, run with the SDKs they are for, send what was to be sent. */
class SnippetsTest {
  /** Everything that some language would trip over. */
  private static final String HOSTILE =
      "It's \"so\" $HOME `x` \\n %s ${a} \\u0041 ''' \"\"\" </script> end\\\n\tÄ 😀";

  private static final String TOKEN = "ey.token";
  private static final String STREAM =
      """
      event: response.output_text.delta
      data: {"type":"response.output_text.delta","item_id":"msg_1","output_index":0,\
      "content_index":0,"sequence_number":1,"logprobs":[],"delta":"Good "}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","item_id":"msg_1","output_index":0,\
      "content_index":0,"sequence_number":2,"logprobs":[],"delta":"evening"}

      """;
  private static final String ANSWER =
      """
      {"id":"resp_1","object":"response","created_at":1,"model":"gpt-4o","status":"completed",
       "output":[{"type":"message","id":"msg_1","role":"assistant","status":"completed",
         "content":[{"type":"output_text","text":"Good evening","annotations":[]}]}]}
      """;
  private static final ObjectMapper JSON = new ObjectMapper();

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
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          received.add(
              new Received(headers.getFirst("Authorization"), headers.getFirst("X-User-ID"), body));
          boolean isStreamed = JSON.readTree(body).path("stream").asBoolean();
          exchange
              .getResponseHeaders()
              .set("Content-Type", isStreamed ? "text/event-stream" : "application/json");
          byte[] answer = (isStreamed ? STREAM : ANSWER).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @ParameterizedTest(name = "{0}, streamed: {4}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "CURL, ask.sh, curl --version, bash ask.sh, false",
        "CURL, ask.sh, curl --version, bash ask.sh, true",
        "PYTHON, ask.py, python3 -c 'import openai', python3 ask.py, false",
        "PYTHON, ask.py, python3 -c 'import openai', python3 ask.py, true",
        "JAVA, Ask.java, true, `\"$JAVA\" -cp \"$SDK\" Ask.java`, false",
        "JAVA, Ask.java, true, `\"$JAVA\" -cp \"$SDK\" Ask.java`, true",
        "JAVASCRIPT, ask.mjs, node --version, npm install --silent openai && node ask.mjs, true"
      })
  void runAsPasted(
      SnippetLanguage language, String file, String needs, String command, boolean isStreamed)
      throws IOException, InterruptedException {
    assumeTrue(run("bash", "-c", needs) == 0, "Not on this machine: " + needs);
    var body = body();
    if (isStreamed) {
      body.put("stream", true);
    }
    String baseUrl = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    var call = new SnippetCall(baseUrl, null, "o'hara@example.com", body);
    Files.writeString(directory.resolve(file), language.write(call));

    int status = run("bash", "-c", command);

    String printed = Files.readString(directory.resolve("printed"));
    assertEquals(0, status, printed);
    Received request = received.remove();
    assertEquals("Bearer " + TOKEN, request.authorization());
    assertEquals("o'hara@example.com", request.user());
    assertEquals(JSON.readTree(JSON.writeValueAsString(body)), JSON.readTree(request.body()));
    boolean isRaw = language == SnippetLanguage.CURL;
    assertTrue(printed.contains(isRaw ? "evening" : "Good evening\n"), printed);
  }

  /** What programs treat differently: known and unknown members, deep ones, null. */
  private static Map<String, @Nullable Object> body() {
    var deep = new LinkedHashMap<String, @Nullable Object>();
    deep.put("empty", null);
    deep.put("true", true);
    deep.put(HOSTILE, List.of(Map.of("text", HOSTILE), List.of(), Map.of()));
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("model", "gpt-4o");
    body.put("instructions", HOSTILE);
    body.put("input", List.of(Map.of("role", "user", "content", HOSTILE)));
    body.put("reasoning", Map.of("effort", "low"));
    body.put("max_output_tokens", 1000L);
    body.put("temperature", new BigDecimal("0.5"));
    body.put("store", false);
    body.put("metadata", null);
    body.put("own-name", Arrays.asList(null, deep, 12_345_678_901L));
    body.put("own_number", 7L);
    return body;
  }

  private int run(String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("OPENAI_"));
    environment.put(SnippetCall.VARIABLE, TOKEN);
    environment.put("no_proxy", "127.0.0.1");
    environment.put("JAVA", ProcessHandle.current().info().command().orElseThrow());
    environment.put("SDK", Language.openaiJava());
    environment.put(
        "npm_config_cache", Path.of("target", "npm", "cache").toAbsolutePath().toString());
    environment.put("npm_config_prefer_offline", "true");
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("printed").toFile());
    Process process = builder.start();
    assertTrue(process.waitFor(3, TimeUnit.MINUTES), "still running");
    return process.exitValue();
  }
}
