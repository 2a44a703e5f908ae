package dev.keyporter.proxy.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.proxy.client.HttpAnswer;
import dev.keyporter.proxy.client.HttpCalls;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a company's own certificate authority, and the way through its HTTP proxy. */
@Timeout(60)
class WayUpstreamTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  /** Never resolves (RFC 6761, 6.4), so whoever reaches it went through the proxy. */
  private static final String HOST = "provider.invalid";

  private static final String BASE = "https://" + HOST + "/v1";

  @TempDir private static Path directory;
  private static TestCertificates certificates;

  private ScriptedProvider provider;

  @BeforeAll
  static void certificates() throws Exception {
    certificates = new TestCertificates(directory, HOST + ",dns:localhost");
  }

  @BeforeEach
  void start() {
    provider =
        ScriptedProvider.start(certificates.server().getServerSocketFactory())
            .otherwise(Script.json(200, "{\"hello\":true}"));
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void believesCertificatesOfTheGivenFile() throws IOException {
    assertEquals("{\"hello\":true}", ask(settings(null), direct()));
  }

  @Test
  void refusesAnAuthorityNobodyNamed() {
    assertUnreachable(new UpstreamSettings(TIME, TIME, null, List.of(), null, () -> 0), direct());
  }

  @Test
  void refusesACertificateForAnotherName() {
    assertUnreachable(settings(null), "https://127.0.0.1:" + provider.port() + "/v1");
  }

  @Test
  void saysWhichFileHoldsNoCertificates() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    var failure = assertThrows(IllegalArgumentException.class, () -> Trust.context(empty));
    assertEquals("There are no certificates in " + empty + ".", failure.getMessage());
    Path missing = directory.resolve("missing.pem");
    failure = assertThrows(IllegalArgumentException.class, () -> Trust.context(missing));
    assertEquals("No certificates can be read from " + missing + ".", failure.getMessage());
  }

  @Test
  void goesThroughTheProxyWithoutResolvingTheName() throws IOException {
    try (var proxy = new ConnectProxy(provider.port(), null)) {
      assertEquals("{\"hello\":true}", ask(settings(proxy.address("")), BASE));
      String head = proxy.heads().getFirst();
      assertTrue(head.startsWith("CONNECT " + HOST + ":443 HTTP/1.1\r\n"), head);
      assertFalse(head.contains("Authorization"), head);
    }
  }

  @Test
  void showsItsCredentialsToTheProxyAndToNobodyElse() throws IOException {
    // user:p@ss+1
    try (var proxy = new ConnectProxy(provider.port(), "Basic dXNlcjpwQHNzKzE=")) {
      assertEquals("{\"hello\":true}", ask(settings(proxy.address("user:p%40ss+1@")), BASE));
      String seen = new String(provider.takeRequest().head(), UTF_8);
      assertFalse(seen.contains("Proxy-Authorization"), seen);
    }
  }

  @Test
  void cannotPassAProxyThatWantsOtherCredentials() throws IOException {
    try (var proxy = new ConnectProxy(provider.port(), "Basic dXNlcjpwQHNzKzE=")) {
      assertUnreachable(settings(proxy.address("user:other@")), BASE);
      assertEquals(0, provider.connections());
    }
  }

  @Test
  void leavesTheProxyOutForExemptHostsAndForLoopback() throws IOException {
    try (var proxy = new ConnectProxy(provider.port(), null)) {
      for (String exempt : List.of("*", HOST, ".invalid", "*.invalid", "invalid", HOST + ":443")) {
        assertUnreachable(settings(proxy.address(""), exempt), BASE);
      }
      assertEquals("{\"hello\":true}", ask(settings(proxy.address("")), direct()));
      assertEquals(List.of(), proxy.heads());

      ask(settings(proxy.address(""), "other.invalid", "rovider.invalid", HOST + ":8443"), BASE);
      assertEquals(1, proxy.heads().size());
    }
  }

  @Test
  void otherCallsGoTheWayOfRequests() throws IOException {
    try (var proxy = new ConnectProxy(provider.port(), null);
        var client = new UpstreamClient(settings(proxy.address("")));
        HttpAnswer answer = new HttpCalls(client).send(request(BASE), TIME, new Cancellation())) {
      assertEquals("{\"hello\":true}", answer.text());
      assertEquals(1, proxy.heads().size());
    }
  }

  private String direct() {
    return "https://localhost:" + provider.port() + "/v1";
  }

  private static UpstreamSettings settings(@Nullable URI proxy, String... exempt) {
    return new UpstreamSettings(
        TIME, TIME, proxy, List.of(exempt), certificates.authority(), () -> 0);
  }

  private static String ask(UpstreamSettings settings, String baseUrl) throws IOException {
    try (var client = new UpstreamClient(settings);
        UpstreamAnswer answer = client.send(request(baseUrl), new Cancellation())) {
      return new String(answer.body().readAllBytes(), UTF_8);
    }
  }

  private static void assertUnreachable(UpstreamSettings settings, String baseUrl) {
    try (var client = new UpstreamClient(settings)) {
      var failure =
          assertThrows(
              UpstreamFailure.class, () -> client.send(request(baseUrl), new Cancellation()));
      assertEquals(UpstreamFailure.Kind.UNREACHABLE, failure.kind());
    }
  }

  private static UpstreamRequest request(String baseUrl) {
    return new UpstreamRequest("GET", URI.create(baseUrl), "/models", List.of(), new byte[0]);
  }
}
