package dev.keyporter.proxy.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer made is there for whom it was made, and goes with the key that made it. */
class ForeignIdsTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir private static Path directory;
  private static ProxyFixture proxy;
  private static Organization other;
  private static String otherToken;

  private final HttpClient client = HttpClient.newHttpClient();
  private ScriptedProvider provider;
  private ProviderKey key;
  private ProviderKey othersKey;

  @BeforeAll
  static void startProxy() {
    proxy = ProxyFixture.start(directory);
    other = proxy.database().organizations().create("Other");
    otherToken = proxy.issue(other, null);
  }

  @AfterAll
  static void stopProxy() {
    proxy.close();
  }

  @BeforeEach
  void start() {
    provider = ScriptedProvider.start();
    provider.otherwise(Script.json(200, "{\"id\":\"x\",\"ok\":true}"));
    key = proxy.sharedKey(provider.baseUrl(), "sk-acme");
    othersKey = proxy.key(other, new KeyScope.Shared(), provider.baseUrl(), "sk-other");
  }

  @AfterEach
  void stop() {
    proxy.database().providerKeys().delete(key.id());
    proxy.database().providerKeys().delete(othersKey.id());
    provider.close();
  }

  /** Something of the first organization's; its id begins like this. */
  private String make(String path, String prefix) throws Exception {
    String id = prefix + "a" + COUNT.incrementAndGet();
    provider.answer(Script.json(200, "{\"id\":\"" + id + "\",\"object\":\"x\"}"));
    assertEquals(200, send(proxy.post(path, "{}")).statusCode());
    assertEquals(path, provider.takeRequest().target());
    return id;
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/files, file-, GET /v1/files/ID",
    "/v1/files, file-, DELETE /v1/files/ID",
    "/v1/files, file-, GET /v1/files/ID/content",
    "/v1/files, file-, GET /v1/files?after=ID",
    "/v1/batches, batch_, POST /v1/batches/ID/cancel",
    "/v1/conversations, conv_, GET /v1/conversations/ID/items",
    "/v1/vector_stores, vs_, POST /v1/vector_stores/ID/search",
    "/v1/fine_tuning/jobs, ftjob-, GET /v1/fine_tuning/jobs/ID",
    "/v1/videos, video_, GET /v1/videos/ID/content",
    "/v1/containers, cntr_, DELETE /v1/containers/ID",
    "/v1/containers, container_, HEAD /v1/containers/ID",
    "/v1/chat/completions, chatcmpl-, GET /v1/chat/completions/ID/messages",
    "/v1/newthings, novel_, GET /v1/newthings/ID"
  })
  void nobodyElseReachesIt(String made, String prefix, String request) throws Exception {
    String body = made.startsWith("/v1/chat") ? "{\"model\":\"m\",\"messages\":[]}" : "{}";
    String id = prefix + "a" + COUNT.incrementAndGet();
    provider.answer(Script.json(200, "{\"id\":\"" + id + "\"}"));
    send(proxy.post(made, body));
    provider.takeRequest();
    String[] call = request.replace("ID", id).split(" ", -1);

    HttpResponse<String> refused = send(ofOther(call[1]).method(call[0], BodyPublishers.noBody()));

    assertEquals(404, refused.statusCode());
    assertEquals(1, provider.requests().size());
    HttpResponse<String> own =
        send(proxy.request(call[1]).method(call[0], BodyPublishers.noBody()));
    assertEquals(200, own.statusCode());
    assertEquals(2, provider.requests().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/batches          | {"input_file_id":"ID"}
          /v1/batches          | {"input_file_id":"\\u0066ID"}
          /v1/anything         | not even { "ID" json
          /v1/responses        | {"model":"m","input":[{"content":[{"type":"input_file","file_id":"ID"}]}]}
          /v1/responses        | {"model":"m","tools":[{"type":"file_search","vector_store_ids":["vs_x","ID"]}]}
          /v1/chat/completions | {"model":"m","messages":[{"content":[{"file":{"file_id":"ID"}}]}]}
          """)
  void nobodyElseNamesItInABody(String path, String body) throws Exception {
    String id = make("/v1/files", "file-");
    String text = body.replace("\\u0066ID", "\\u0066" + id.substring(1)).replace("ID", id);

    HttpResponse<String> refused = send(ofOther(path, text));

    assertEquals(404, refused.statusCode());
    assertTrue(refused.body().contains("\"code\":\"object_not_found\""), refused.body());
    assertEquals(1, provider.requests().size());
    assertEquals(200, send(proxy.post(path, text)).statusCode());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3 << 20})
  void nobodyElseNamesItInAFormHoweverLong(int file) throws Exception {
    String id = make("/v1/files", "file-");
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"
            + "\"x\"\n".repeat(file / 4)
            + "\r\n--b\r\nContent-Disposition: form-data; name=\"file_id\"\r\n\r\n"
            + id
            + "\r\n--b--\r\n";
    HttpRequest.Builder request =
        ofOther("/v1/containers/cntr_mine/files")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(form));

    HttpResponse<String> refused = send(request);

    assertEquals(404, refused.statusCode());
    // A provider that never got the whole of it did nothing.
    assertEquals(1, provider.requests().size());
    assertEquals("object_not_found", proxy.finished().errorCode());
  }

  @Test
  void nobodyElseNamesItInPairs() throws Exception {
    String id = make("/v1/files", "file-");
    assertEquals(
        404,
        send(ofOther("/v1/anything")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=b&file=" + id.replace("-", "%2D"))))
            .statusCode());
  }

  @Test
  void whatWasNotMadeHereMayBeAnybodys() throws Exception {
    assertEquals(200, send(proxy.request("/v1/files/file-elsewhere").GET()).statusCode());
    assertEquals(200, send(ofOther("/v1/files/file-elsewhere").GET()).statusCode());
  }

  @Test
  void anotherProvidersIdsAreOtherThings() throws Exception {
    String id = make("/v1/files", "file-");
    try (ScriptedProvider elsewhere = ScriptedProvider.start()) {
      elsewhere.otherwise(Script.json(200, "{}"));
      ProviderKey second =
          proxy.key(other, new KeyScope.Shared(), elsewhere.baseUrl(), "sk-elsewhere");
      assertEquals(200, send(ofOther("/v1/files/" + id).GET()).statusCode());
      assertEquals(1, elsewhere.requests().size());
      proxy.database().providerKeys().delete(second.id());
    }
  }

  @Test
  void aColleaguesOwnIsForeign() throws Exception {
    User bob = proxy.database().users().firstSight(proxy.organization().id(), "bob");
    proxy.personalKey(bob, provider.baseUrl(), "sk-bob");
    String id = "file-b" + COUNT.incrementAndGet();
    provider.answer(Script.json(200, "{\"id\":\"" + id + "\"}"));
    send(of(proxy.token(), "bob", "/v1/files").POST(BodyPublishers.ofString("{}")));

    assertEquals(404, send(proxy.request("/v1/files/" + id).GET()).statusCode());
    assertEquals(200, send(of(proxy.token(), "bob", "/v1/files/" + id).GET()).statusCode());
  }

  @Test
  void itGoesWithTheKeyThatMadeItWhileThatIsActive() throws Exception {
    String id = make("/v1/vector_stores", "vs_");
    ProviderKey newer = proxy.sharedKey(provider.baseUrl(), "sk-newer");

    send(proxy.request("/v1/vector_stores/" + id).GET());
    assertEquals(List.of("Bearer sk-acme"), provider.takeRequest().headers("Authorization"));
    send(proxy.post("/v1/responses", "{\"model\":\"m\",\"tools\":[\"" + id + "\"]}"));
    assertEquals(List.of("Bearer sk-acme"), provider.takeRequest().headers("Authorization"));
    send(proxy.request("/v1/vector_stores").GET());
    assertEquals(List.of("Bearer sk-newer"), provider.takeRequest().headers("Authorization"));

    proxy.database().providerKeys().deactivate(key.id());
    send(proxy.request("/v1/vector_stores/" + id).GET());
    assertEquals(List.of("Bearer sk-newer"), provider.takeRequest().headers("Authorization"));
    proxy.database().providerKeys().delete(newer.id());
  }

  @Test
  void aConversationThatWasMadeOnItsOwnCanBeAnswered() throws Exception {
    String id = make("/v1/conversations", "conv_");
    String body = "{\"model\":\"m\",\"conversation\":\"" + id + "\"}";

    assertEquals(200, send(proxy.post("/v1/responses", body)).statusCode());
    assertEquals(404, send(ofOther("/v1/responses", body)).statusCode());
  }

  @Test
  void whatABatchMadeIsItsOwnersToo() throws Exception {
    String batch = make("/v1/batches", "batch_");
    String output = "file-o" + COUNT.incrementAndGet();
    provider.answer(
        Script.json(200, "{\"id\":\"" + batch + "\",\"output_file_id\":\"" + output + "\"}"));
    send(proxy.request("/v1/batches/" + batch).GET());

    assertEquals(404, send(ofOther("/v1/files/" + output + "/content").GET()).statusCode());
    assertEquals(200, send(proxy.request("/v1/files/" + output).GET()).statusCode());
  }

  @Test
  void toNameAThingDoesNotMakeItOnesOwn() throws Exception {
    provider.answer(Script.json(200, "{\"id\":\"file-shared\",\"object\":\"vector_store.file\"}"));
    send(proxy.post("/v1/vector_stores/vs_y/files", "{\"file_id\":\"file-shared\"}"));

    assertEquals(200, send(ofOther("/v1/files/file-shared").GET()).statusCode());
  }

  @Test
  void aResponseIsThereForItsMakerWhateverIsAskedOfIt() throws Exception {
    HttpResponse<String> unknown =
        send(proxy.request("/v1/responses/resp_never").method("HEAD", BodyPublishers.noBody()));
    assertEquals(404, unknown.statusCode());
    assertEquals(404, send(proxy.post("/v1/responses/resp_never/newly", "{}")).statusCode());
    assertEquals(List.of(), provider.requests());
  }

  private HttpRequest.Builder ofOther(String path) {
    return of(otherToken, "eve", path);
  }

  private HttpRequest.Builder ofOther(String path, String body) {
    return ofOther(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder of(String token, String user, String path) {
    return HttpRequest.newBuilder(proxy.address().resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("X-User-ID", user);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString(UTF_8));
  }
}
