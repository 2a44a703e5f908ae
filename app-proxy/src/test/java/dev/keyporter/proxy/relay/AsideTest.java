package dev.keyporter.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is noted of other rows than the request's own does not change its answer when it fails. */
@Timeout(60)
class AsideTest {
  private static final String PROMPT = "{\"model\":\"gpt-4o-mini\",\"input\":\"x\"}";
  private static final String WITH_USAGE =
      "{\"id\":\"resp_1\",\"status\":\"completed\",\"model\":\"gpt-4o-mini\",\"usage\":"
          + "{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2}}";

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedProvider provider = ScriptedProvider.start();
  private ProxyFixture proxy;

  @BeforeEach
  void start() throws Exception {
    proxy = ProxyFixture.start(directory);
    proxy.sharedKey(provider.baseUrl(), "sk-the-real-key");
    provider.answer(Script.json(200, "{\"id\":\"resp_1\",\"status\":\"in_progress\"}"));
    assertEquals(200, post().statusCode());
  }

  @AfterEach
  void stop() {
    proxy.close();
    provider.close();
  }

  private HttpResponse<String> post() throws Exception {
    return client.send(proxy.post("/v1/responses", PROMPT).build(), BodyHandlers.ofString());
  }

  private Connection connect() throws Exception {
    String password = Files.readString(directory.resolve("database.password")).strip();
    String url = "jdbc:h2:file:" + directory.resolve("keyporter") + ";AUTO_SERVER=TRUE";
    return DriverManager.getConnection(url, "keyporter", password);
  }

  @Test
  void aRejectedKeyIsToldWhereItCannotBeMarked() throws Exception {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      sql.execute("alter table provider_key rename to elsewhere");
      provider.answer(Script.json(401, "{}"));

      HttpResponse<String> answer = post();

      sql.execute("alter table elsewhere rename to provider_key");
      assertEquals(400, answer.statusCode());
      assertTrue(answer.body().contains("provider_key_rejected"), answer.body());
      assertEquals("provider_key_rejected", proxy.requests().getFirst().errorCode());
    }
  }

  @Test
  void aRetrievedResponseIsPassedOnWhereItsCreatorsUsageCannotBeCompleted() throws Exception {
    assertEquals(1, proxy.requests().size());
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("select * from request for update");
      provider.answer(Script.json(200, WITH_USAGE));

      HttpResponse<String> answer =
          client.send(proxy.request("/v1/responses/resp_1").GET().build(), BodyHandlers.ofString());

      connection.rollback();
      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals(WITH_USAGE, answer.body());
      assertEquals(RequestStatus.COMPLETED, proxy.requests().getFirst().status());
      assertNull(proxy.requests().getLast().usage(), "it was completed after all");
    }
  }
}
