package dev.keyporter.proxy.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.registry.Protocols;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForwardedHeadersTest {
  @Test
  void passesWhatIsNotListedAndReplacesWhatBelongsToTheKey() {
    assertEquals(
        lines(
            "Content-Type: application/json",
            "Content-Encoding: zstd",
            "X-Stainless-Lang: python",
            "OpenAI-Beta: a",
            "OpenAI-Beta: b",
            "Authorization: Bearer sk-key",
            "OpenAI-Organization: org-1",
            "OpenAI-Project: proj-1",
            "Accept-Encoding: identity"),
        toProvider(
            headers(
                "Host: 127.0.0.1:8000",
                "Content-Type: application/json",
                "Content-Encoding: zstd",
                "Content-Length: 4",
                "Transfer-Encoding: chunked",
                "Connection: keep-alive, X-Hop",
                "x-hop: 1",
                "Keep-Alive: 5",
                "TE: trailers",
                "Upgrade: h2c",
                "Proxy-Authorization: Basic x",
                "Expect: 100-continue",
                "AUTHORIZATION: Bearer token",
                "Cookie: a=b",
                "X-User-ID: alice",
                "x-session-id: s",
                "OpenAI-Organization: theirs",
                "OpenAI-Project: theirs",
                "Accept-Encoding: gzip, br",
                "X-Stainless-Lang: python",
                "OpenAI-Beta: a",
                "OpenAI-Beta: b"),
            "org-1",
            "proj-1"));
  }

  @Test
  void addsNoOrganizationOrProjectThatTheKeyDoesNotName() {
    assertEquals(
        lines("Authorization: Bearer sk-key", "Accept-Encoding: identity"),
        toProvider(headers("OpenAI-Project: theirs"), null, null));
  }

  @Test
  void givesTheClientEverythingButTheProvidersOwn() {
    assertEquals(
        lines(
            "X-Upstream-Request-ID: req_9",
            "Content-Type: application/json",
            "Content-Length: 2",
            "retry-after-ms: 12",
            "x-ratelimit-limit-requests: 5",
            "Warning: a",
            "Warning: b"),
        toClient(
            "x-request-id: req_9",
            "Content-Type: application/json",
            "Content-Length: 2",
            "retry-after-ms: 12",
            "Set-Cookie: __cf=1",
            "alt-svc: h3",
            "Strict-Transport-Security: max-age=1",
            "Connection: close, x-local",
            "X-Local: 1",
            "x-ratelimit-limit-requests: 5",
            "Warning: a",
            "Warning: b"));
  }

  @Test
  void dropsTheLengthBesideChunks() {
    assertEquals(
        lines("A: 1"), toClient("Content-Length: 2", "Transfer-Encoding: chunked", "A: 1"));
  }

  @Test
  void printsNoSecret() {
    assertEquals(
        "A: 1\nB: 2",
        headers("Authorization: Bearer sk-key", "COOKIE: c", "A: 1", "X-Api-Key: k", "B: 2")
            .printable());
  }

  private static List<HeaderLine> toProvider(
      HeaderLines headers, @Nullable String organization, @Nullable String project) {
    Protocol openai = Protocols.at("/v1/responses");
    var key =
        new ProviderKey(
            new ProviderKeyId(new UUID(0, 1)),
            new OrganizationId(new UUID(0, 2)),
            new KeyScope.Shared(),
            "key",
            ProviderKind.OPENAI,
            ProviderKey.OPENAI,
            organization,
            project,
            false,
            null,
            true,
            "abcd",
            null,
            Instant.EPOCH);
    return ForwardedHeaders.toProvider(
        headers, openai.replacedHeaders(), openai.credentials(key, new Secret("sk-key")));
  }

  private static List<HeaderLine> toClient(String... lines) {
    return ForwardedHeaders.toClient(headers(lines)).lines();
  }

  private static HeaderLines headers(String... lines) {
    return new HeaderLines(lines(lines));
  }

  private static List<HeaderLine> lines(String... lines) {
    return Stream.of(lines)
        .map(line -> line.split(": ", 2))
        .map(parts -> new HeaderLine(parts[0], parts[1]))
        .toList();
  }
}
