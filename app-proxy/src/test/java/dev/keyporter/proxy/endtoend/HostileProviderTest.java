package dev.keyporter.proxy.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client gets what its provider sent, as far as HTTP allows, else a clear 502; never a 500. */
class HostileProviderTest {
  private static final String BODY = "{\"model\":\"m\",\"input\":\"x\"}";

  /** More, and others, by hand: {@code -Dkeyporter.mutations=100000 -Dkeyporter.seed=1}. */
  private static final int MUTATIONS = Integer.getInteger("keyporter.mutations", 500);

  private static final long SEED = Long.getLong("keyporter.seed", 4_711);

  private static final Set<Integer> ODD = Set.of(200, 203, 204, 205, 206, 304, 400, 404, 429, 503);

  private static final String[] LINES = {
    "Content-Length: 5",
    "Content-Length: 2, 2",
    "Content-Length: -1",
    "Content-Length: 99",
    "Content-Length: x",
    "Content-Length: 99999999999999999999",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip",
    "Transfer-Encoding: chunked, chunked",
    "Content-Type: text/event-stream",
    "Content-Type: ;;",
    "Content-Type:",
    "Content-Encoding: gzip",
    "Content-Encoding: zstd",
    "Content-Encoding: br, ,",
    "Connection: close",
    "Connection: Content-Type, X-Request-ID",
    "X(A: 1",
    ": 1",
    "X A: 1",
    "X-A",
    " folded",
    "X-A: \u0000\u0001",
    "X-A: \u00ff\u00e4",
    "X-Long: " + "x".repeat(20_000),
    "X-Request-ID: \u00e4",
    "Set-Cookie: a=b",
    "Access-Control-Allow-Origin: x, y",
    "Trailer: X-A",
    "Upgrade: websocket",
    "Date: x",
    "Retry-After: x",
    "Location: http://[",
    "Allow:",
    "Server: x",
    "Server: x"
  };

  private static final String[] BODIES = {
    "",
    "{}",
    "{\"id\":\"resp_1\",\"usage\":{\"input_tokens\":-1,\"output_tokens\":1e99,\"total_tokens\":\"x\"}}",
    "{\"id\":7,\"model\":[],\"error\":{\"code\":{},\"message\":\"\\u0000\\ud800\"}}",
    "{\"tools\":[{\"authorization\":",
    "2\r\n{}\r\n0\r\n\r\n",
    "zz\r\n{}\r\n",
    "5\r\n{}",
    "data: {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\"}}\n\n",
    "event: error\ndata: {\n\ndata: [DONE]\n\n",
    "\0\u00ff\u00fe",
    "<html>"
  };

  @TempDir Path directory;
  private ScriptedProvider provider;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    proxy = ProxyFixture.start(directory);
    proxy.sharedKey(provider.baseUrl(), "sk-real");
  }

  @AfterEach
  void close() {
    proxy.close();
    provider.close();
  }

  @Test
  void everyStatusArrivesWhateverItSaysOfItsBody() throws IOException {
    List<Executed> asked = new ArrayList<>();
    for (int status = 200; status < 600; status++) {
      for (int framing = 0; framing < 5; framing++) {
        if (ODD.contains(status) || status % 5 == framing) {
          asked.add(new Executed(status, framing));
        }
      }
    }
    try (var warnings = new Warnings()) {
      for (Executed executed : asked) {
        provider.answer(framed(executed.status(), executed.framing()));
        // The stored key's fault, not the token's.
        int expected = executed.status() == 401 ? 400 : executed.status();
        assertEquals("HTTP/1.1 " + expected, ask().substring(0, 12), executed::toString);
      }
      // Of the key that the one 401 rejected.
      assertEquals(1, warnings.messages().size(), warnings.text());
    }
    assertNothingIsPending();
  }

  @Test
  void noMutatedAnswerMakesAnErrorOfOurs() throws IOException {
    var random = new Random(SEED);
    try (var warnings = new Warnings()) {
      for (int i = 0; i < MUTATIONS; i++) {
        String mutated = mutated(random);
        Script sent = Script.empty().send(mutated.getBytes(ISO_8859_1));
        provider.answer(random.nextInt(8) == 0 ? sent.reset() : sent.close());
        String answer = ask();
        String status = answer.length() < 12 ? "" : answer.substring(9, 12);
        boolean isTheirs = mutated.contains(status);
        boolean isOurs = status.equals("502") && answer.contains("\"code\":\"upstream_broke_off\"");
        assertEquals("", isTheirs || isOurs ? "" : answer, () -> "Seed " + SEED + ":\n" + mutated);
      }
      assertEquals("", warnings.text());
    }
    assertNothingIsPending();
  }

  @Test
  void interimHeadsWithoutEndAreAnsweredFor() throws IOException {
    provider.answer(Script.empty().send("HTTP/1.1 102 Wait\r\n\r\n".repeat(5_000)).hang());
    assertEquals("HTTP/1.1 502", ask().substring(0, 12));
  }

  private record Executed(int status, int framing) {}

  private static Script framed(int status, int framing) {
    Script empty = Script.empty();
    return switch (framing) {
      case 0 -> empty.head(status).close();
      case 1 -> empty.head(status, "Content-Length: 0");
      // With 204 and 304 the length of what is left out, which 205 may not leave out.
      case 2 ->
          status == 204 || status == 304
              ? empty.head(status, "Content-Length: 2")
              : empty.head(status, "Content-Length: 2").send("{}");
      case 3 -> empty.head(status, "Content-Length: 2", "Content-Length: 2").send("{}").close();
      default -> empty.head(status, "Transfer-Encoding: chunked").chunk("{}").lastChunk().close();
    };
  }

  private static String mutated(RandomGenerator random) {
    // Neither 401, which becomes a 400, nor 500, which is what must not be ours.
    int status = random.nextInt(100, 500);
    var answer = new StringBuilder("HTTP/1.1 ").append(status == 401 ? 400 : status).append(" Odd");
    switch (random.nextInt(12)) {
      case 0 -> answer.setLength(12);
      case 1 -> answer.setLength(random.nextInt(12));
      case 2 -> answer.replace(0, 8, random.nextBoolean() ? "HTTP/2.0" : "http/1.1");
      case 3 -> answer.append("\u0000\u00ff");
      default -> {}
    }
    String newLine = random.nextInt(10) == 0 ? "\n" : "\r\n";
    answer.append(newLine);
    for (int i = random.nextInt(4); i > 0; i--) {
      answer.append(LINES[random.nextInt(LINES.length)]).append(newLine);
    }
    return answer.append(newLine).append(BODIES[random.nextInt(BODIES.length)]).toString();
  }

  private void assertNothingIsPending() {
    assertEquals(
        0, proxy.requests().stream().filter(r -> r.status() == RequestStatus.PENDING).count());
  }

  private String ask() throws IOException {
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      return client
          .send(
              "POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "Authorization: Bearer "
                  + proxy.token()
                  + "\r\nX-User-ID: alice\r\nContent-Length: "
                  + BODY.length()
                  + "\r\n\r\n"
                  + BODY)
          .readToEnd();
    }
  }
}
