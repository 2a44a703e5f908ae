package dev.keyporter.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.refusal.RefusalGroups;
import dev.keyporter.model.refusal.RefusedRequests;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator learns of requests that never had a row. */
@Timeout(60)
class RefusedRequestsTest {
  @TempDir Path directory;
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    proxy = ProxyFixture.start(directory);
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  private void ask(String token, String program, int times) throws IOException {
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      for (int i = 0; i < times; i++) {
        String answer =
            client
                .send(
                    "GET /v1/models?a=secret HTTP/1.1\r\nHost: localhost\r\nX-User-ID: alice\r\n"
                        + "X-Forwarded-For: 203.0.113.9\r\nUser-Agent: "
                        + program.replace("#", Integer.toString(i))
                        + "\r\nAuthorization: Bearer "
                        + token.replace("#", Integer.toString(i))
                        + "\r\n\r\n")
                .readAnswer();
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
      }
    }
  }

  private List<RefusedRequests> counted(long requests) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (proxy.database().refusals().sum(RefusalFilter.ALL) < requests
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
    }
    assertEquals(requests, proxy.database().refusals().sum(RefusalFilter.ALL));
    return proxy.database().refusals().list(RefusalFilter.ALL, 5_000);
  }

  private AccessToken onlyToken() {
    return proxy.database().accessTokens().list(proxy.organization().id()).getFirst();
  }

  @Test
  void tellsWhoUsesARevokedToken() throws IOException {
    AccessToken token = onlyToken();
    proxy.database().accessTokens().revoke(token.id());
    ask(proxy.token(), "codex_cli_rs/0.155.0", 12);

    RefusedRequests line = counted(12).getFirst();

    RefusalGroup group = line.group();
    assertEquals("token_revoked", group.cause());
    assertEquals(token.id(), group.tokenId());
    assertEquals(token.name(), line.tokenName());
    assertEquals("Acme", line.organizationName());
    assertEquals("127.0.0.1", group.address());
    assertEquals("codex_cli_rs/0.155.0", group.program());
    assertEquals(401, line.count().httpStatus());
    assertEquals("GET /v1/models", line.count().path());
    assertEquals(List.of(), proxy.requests());
  }

  @Test
  void logsARevokedTokenOnceNotEachRequest() throws IOException {
    var messages = new CopyOnWriteArrayList<String>();
    var handler =
        new Handler() {
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
            // Nothing is held.
          }
        };
    Logger log = Logger.getLogger("dev.keyporter.proxy");
    log.addHandler(handler);
    try {
      AccessToken token = onlyToken();
      proxy.database().accessTokens().revoke(token.id());
      ask(proxy.token(), "curl/8.5.0", 5);
      ask("nonsense", "curl/8.5.0", 5);
      counted(10);

      assertEquals(1, messages.size(), messages.toString());
      assertTrue(messages.getFirst().contains(token.id().toString()), messages.getFirst());
      assertTrue(messages.getFirst().contains("127.0.0.1 by curl/8.5.0"), messages.getFirst());
    } finally {
      log.removeHandler(handler);
    }
  }

  @Test
  void namesNoTokenWhoseSignatureDoesNotHoldAndKeepsNoSecret() throws IOException {
    String token = proxy.token();
    int dot = token.lastIndexOf('.');
    char other = token.charAt(dot + 1) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, dot + 1) + other + token.substring(dot + 2);
    ask(forged, "curl " + token + " sk-proj-abcdefgh \u0001\u00e9", 1);

    RefusedRequests line = counted(1).getFirst();

    assertEquals("invalid_header", line.group().cause());
    assertNull(line.group().tokenId());
    assertEquals("curl *** *** ??", line.group().program());
    assertFalse(line.toString().contains("secret"), line.toString());
  }

  @Test
  void tellsWhoseTokenComesInUrls() throws IOException {
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      for (String url : List.of("/v1/models?api_key=#", "/v1/models/#?a=#")) {
        client
            .send(
                "GET "
                    + url.replace("#", proxy.token().replace("eyJ", "%65yJ"))
                    + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: curl\r\n\r\n")
            .readAnswer();
      }
    }

    RefusedRequests line = counted(2).getFirst();

    assertEquals("token_in_url", line.group().cause());
    assertEquals(2, line.count().requests());
    assertEquals(onlyToken().id(), line.group().tokenId());
    assertEquals("GET /v1/models/…", line.count().path());
  }

  @Test
  void namesProgramsThatHaveTheBeginningOfASecretInTheirName() throws IOException {
    String program = "task-runner/1.2 Flask-Client/3 keyjar";
    ask("nonsense", program, 1);

    assertEquals(program, counted(1).getFirst().group().program());
  }

  @Test
  void aFloodCostsAHandfulOfRows() throws IOException {
    ask("nonsense #", "agent #", 500);

    List<RefusedRequests> lines = counted(500);

    assertEquals(RefusalGroups.MOST_PROGRAMS + 1, lines.size());
    assertEquals(RefusalGroup.OTHERS, lines.getFirst().group().program());
  }

  @Test
  void keepsNeitherAddressNorProgramOfPeopleWhoAreOnlyCounted() throws IOException {
    proxy.database().organizations().setRecording(proxy.organization().id(), Recording.COUNTS);
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      client
          .send(
              "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nUser-Agent: curl\r\n"
                  + "Authorization: Bearer "
                  + proxy.token()
                  + "\r\n\r\n")
          .readAnswer();
    }

    RefusalGroup group = counted(1).getFirst().group();

    assertEquals("user_id_missing", group.cause());
    assertEquals(onlyToken().id(), group.tokenId());
    assertEquals("", group.address() + group.program());
  }

  @Test
  void countsHeadsThatCannotBeRead() throws IOException {
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      client.send("nonsense\r\n\r\n").readAnswer();
    }

    RefusedRequests line = counted(1).getFirst();

    assertEquals("malformed_request", line.group().cause());
    assertEquals("127.0.0.1", line.group().address());
  }
}
