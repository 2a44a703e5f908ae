package dev.keyporter.proxy.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings.EmbeddedH2;
import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.Proxy;
import dev.keyporter.proxy.loop.LoopCheck;
import dev.keyporter.proxy.loop.LoopMark;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.Relay;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys whose base URL leads back here: refused where they are stored, and after one hop. */
class LoopTest {
  private static final String REQUEST = "{\"model\":\"m\",\"input\":\"x\"}";

  @TempDir Path directory;
  @TempDir Path otherDirectory;
  private final HttpClient client = HttpClient.newHttpClient();
  private ProxyFixture proxy;

  @BeforeEach
  void start() {
    proxy = ProxyFixture.start(directory);
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
  }

  @Test
  void aKeyThatLeadsToTheProxyItselfEndsAfterOneHop() throws Exception {
    proxy.sharedKey(v1(proxy.address()), boundToken(proxy));

    HttpResponse<String> answer = ask(proxy.post("/v1/responses", REQUEST));

    assertLoop(answer);
    assertEquals(1, proxy.requests().size());
    assertEquals(RequestStatus.FAILED, proxy.finished().status());
    assertEquals("loop_detected", proxy.finished().errorCode());
    HttpResponse<String> health = ask(proxy.request("/v1/responses/health"));
    assertTrue(health.body().contains("leads back"), health.body());
  }

  @Test
  void aLoopIsSeenByAnotherProxyOnTheSameDatabase() throws Exception {
    try (var database = Database.open(new EmbeddedH2(directory), Clock.systemUTC());
        var second =
            new Proxy(
                ProxyFixture.settings(Duration.ofSeconds(20)),
                directory,
                database,
                Clock.systemUTC())) {
      URI secondUrl = v1(second.start().uri());
      proxy.sharedKey(secondUrl, boundToken(proxy));

      assertLoop(ask(proxy.post("/v1/responses", REQUEST)));
      assertEquals(1, proxy.requests().size());
      assertTrue(new LoopCheck(proxy.database()).leadsBack(secondUrl));
    }
  }

  @Test
  void aLoopIsSeenBehindAnotherAddress() throws Exception {
    try (var relay = new Relay(proxy.address().getPort())) {
      URI elsewhere = URI.create("http://localhost:" + relay.port() + "/v1");
      proxy.sharedKey(elsewhere, boundToken(proxy));

      assertLoop(ask(proxy.post("/v1/chat/completions", REQUEST)));
      assertTrue(new LoopCheck(proxy.database()).leadsBack(elsewhere));
    }
  }

  @Test
  void aLoopThroughAnotherKeyporterIsSeen() throws Exception {
    try (ProxyFixture other = ProxyFixture.start(otherDirectory)) {
      proxy.sharedKey(v1(other.address()), boundToken(other));
      other.sharedKey(v1(proxy.address()), boundToken(proxy));

      assertLoop(ask(proxy.post("/v1/responses", REQUEST)));
      assertEquals(1, proxy.requests().size());
      assertEquals(1, other.requests().size());
    }
  }

  @Test
  void aKeyporterMayStandBeforeAnother() throws Exception {
    try (ProxyFixture other = ProxyFixture.start(otherDirectory);
        ScriptedProvider provider = ScriptedProvider.start()) {
      proxy.sharedKey(v1(other.address()), boundToken(other));
      other.sharedKey(provider.baseUrl(), "sk-real");
      provider.answer(Script.json(200, "{\"id\":\"resp_1\"}"));

      assertFalse(new LoopCheck(proxy.database()).leadsBack(v1(other.address())));
      assertEquals(200, ask(proxy.post("/v1/responses", REQUEST)).statusCode());
      // Of each on the way one, and no two alike.
      List<String> marks = provider.takeRequest().headers(LoopMark.HEADER);
      assertEquals(2, marks.getFirst().split(", ", -1).length, marks::toString);
    }
  }

  @Test
  void whoInventsMarksIsServedAndWhoRepeatsOneIsRefusedAlone() throws Exception {
    try (ScriptedProvider provider = ScriptedProvider.start()) {
      proxy.sharedKey(provider.baseUrl(), "sk-real");
      provider.otherwise(Script.json(200, "{\"id\":\"resp_1\"}"));
      for (String invented : List.of("0".repeat(48), "x", "1.1 a, \u00e4, ,,", "0".repeat(9_000))) {
        HttpRequest.Builder request =
            proxy.post("/v1/responses", REQUEST).header(LoopMark.HEADER, invented);
        assertEquals(200, ask(request).statusCode(), invented);
      }
      provider.requests().forEach(_ -> provider.takeRequest());
      assertEquals(200, ask(proxy.post("/v1/responses", REQUEST)).statusCode());
      String seen = provider.takeRequest().header(LoopMark.HEADER).orElseThrow();

      assertLoop(ask(proxy.post("/v1/responses", REQUEST).header(LoopMark.HEADER, seen)));
      assertEquals(200, ask(proxy.post("/v1/responses", REQUEST)).statusCode());
      assertFalse(provider.takeRequest().header(LoopMark.HEADER).orElseThrow().equals(seen));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "307 http://127.0.0.1:%d/v1/responses",
        "308 http://LOCALHOST:%d/v1/responses",
        "302 http://127.0.0.2:%d/elsewhere?a=b",
        "301 //127.0.0.1:%d/",
        "303 https://127.0.0.1:%d/v1/models",
      })
  void aRedirectToTheProxyItselfEndsAtOnce(String redirect) throws Exception {
    try (ScriptedProvider provider = ScriptedProvider.start()) {
      proxy.sharedKey(provider.baseUrl(), "sk-real");
      provider.otherwise(redirect(redirect.formatted(proxy.address().getPort())));

      assertLoop(ask(proxy.post("/v1/responses", REQUEST)));
      assertEquals(RequestStatus.FAILED, proxy.finished().status());
      assertEquals("loop_detected", proxy.finished().errorCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "307 http://127.0.0.1:1/v1",
        "307 http://192.0.2.1:%d/v1",
        "308 /v1/elsewhere",
        "301 https://api.openai.com/v1",
        "302 not a url",
        "302 mailto:somebody@example.com",
        "201 http://127.0.0.1:%d/v1",
      })
  void anotherRedirectPasses(String redirect) throws Exception {
    try (ScriptedProvider provider = ScriptedProvider.start()) {
      proxy.sharedKey(provider.baseUrl(), "sk-real");
      provider.otherwise(redirect(redirect.formatted(proxy.address().getPort())));

      HttpResponse<String> answer = ask(proxy.post("/v1/responses", REQUEST));

      assertEquals(redirect.substring(0, 3), Integer.toString(answer.statusCode()));
      assertFalse(new LoopCheck(proxy.database()).leadsBack(provider.baseUrl()));
    }
  }

  @Test
  void aBaseUrlThatIsRedirectedHereInSeveralStepsIsNotStored() {
    try (ScriptedProvider first = ScriptedProvider.start();
        ScriptedProvider second = ScriptedProvider.start();
        ScriptedProvider round = ScriptedProvider.start()) {
      first.otherwise(redirect("301 " + second.baseUrl() + "/models"));
      second.otherwise(redirect("302 " + v1(proxy.address())));
      round.otherwise(redirect("302 /v1/models"));

      assertTrue(new LoopCheck(proxy.database()).leadsBack(first.baseUrl()));
      assertFalse(new LoopCheck(proxy.database()).leadsBack(round.baseUrl()));
    }
  }

  private static Script redirect(String statusAndLocation) {
    return Script.empty()
        .head(
            Integer.parseInt(statusAndLocation.substring(0, 3)),
            "Location: " + statusAndLocation.substring(4),
            "Content-Length: 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/v1",
        "http://127.0.0.1:%d",
        "http://127.0.0.1:%d/v1/",
        "HTTP://LOCALHOST:%d/v1",
        "http://localhost.:%d/v1",
        "http://a.localhost:%d/v1",
        "http://2130706433:%d/v1",
        "http://0:%d/v1",
        "http://0.0.0.0:%d/v1",
        "http://[::ffff:127.0.0.1]:%d/v1",
        "http://127.0.0.1:%d/v1/v1/x",
        "http://127.0.0.1:%d/health",
        "http://[::ffff:7f00:1]:%d/elsewhere",
      })
  void knowsItsOwnAddressHoweverItIsWritten(String baseUrl) {
    URI url = URI.create(baseUrl.formatted(proxy.address().getPort()));

    assertTrue(new LoopCheck(proxy.database()).leadsBack(url));
  }

  @Test
  void asksNobodyWhoIsNotOfThisMachineAndTakesNoOtherForItself() {
    var check = new LoopCheck(proxy.database());
    try (ScriptedProvider provider = ScriptedProvider.start()) {
      provider.otherwise(Script.json(404, "{}"));

      assertFalse(check.leadsBack(provider.baseUrl()));
      assertEquals(List.of(), provider.takeRequest().headers("Authorization"));
    }
    assertFalse(check.leadsBack(URI.create("http://name.invalid:8000/v1")));
    assertFalse(check.leadsBack(URI.create("http://192.0.2.1:8000/v1")));
    assertFalse(check.leadsBack(URI.create("https://api.openai.com/v1")));
    assertFalse(check.leadsBack(URI.create("http://demo.keyporter.localhost/v1")));
  }

  private static URI v1(URI address) {
    return address.resolve("/v1");
  }

  private static String boundToken(ProxyFixture of) {
    User user = of.database().users().firstSight(of.organization().id(), "looped");
    return of.issue(of.organization(), user);
  }

  private static void assertLoop(HttpResponse<String> answer) {
    assertEquals(508, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"loop_detected\""), answer.body());
    assertEquals("false", answer.headers().firstValue("X-Should-Retry").orElse(""));
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
