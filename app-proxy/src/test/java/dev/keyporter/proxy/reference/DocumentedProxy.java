package dev.keyporter.proxy.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyporter.model.account.User;
import dev.keyporter.proxy.testing.ProxyFixture;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.Script;
import dev.keyporter.proxy.testing.ScriptedProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A running proxy before a scripted provider, with the document it serves. */
final class DocumentedProxy implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PROVIDER_TIMEOUT = Duration.ofSeconds(4);
  private static final Duration STOP_GRACE = Duration.ofMillis(100);

  final Path directory;
  final ScriptedProvider provider = ScriptedProvider.start();
  final ProxyFixture proxy;
  final OpenApi document;

  DocumentedProxy(Path directory) throws IOException {
    this.directory = directory;
    this.proxy = ProxyFixture.start(directory, ProxyFixture.settings(PROVIDER_TIMEOUT, STOP_GRACE));
    proxy.sharedKey(provider.baseUrl(), "sk-shared");
    provider.otherwise(Script.json(200, "{\"id\":\"resp_made\",\"status\":\"completed\"}"));
    this.document =
        new OpenApi(raw("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n").json());
  }

  /** An answer; {@code head} as it came. */
  record Answer(int status, String head, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError("Not JSON: " + head + body, e);
      }
    }

    /** The code of our own error; missing where it is none. */
    String code() {
      return json().at("/error/code").asText();
    }
  }

  /** Sends a request of alice's with the usual token. */
  Answer ask(String method, String path, @Nullable String body) throws IOException {
    return ask(method, path, proxy.token(), "alice", body);
  }

  /** Sends a request; without the headers that are null. */
  Answer ask(
      String method,
      String path,
      @Nullable String token,
      @Nullable String user,
      @Nullable String body,
      String... headers)
      throws IOException {
    try (RawClient client = open(method, path, token, user, body, headers)) {
      return read(client);
    }
  }

  /** Sends a request of alice's with the usual token, whose answer is to be {@link #read}. */
  RawClient open(String method, String path, @Nullable String body) throws IOException {
    return open(method, path, proxy.token(), "alice", body);
  }

  private RawClient open(
      String method,
      String path,
      @Nullable String token,
      @Nullable String user,
      @Nullable String body,
      String... headers)
      throws IOException {
    byte[] octets = (body == null ? "" : body).getBytes(UTF_8);
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    if (token != null) {
      head.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    if (user != null) {
      head.append("X-User-ID: ").append(user).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (body != null) {
      head.append("Content-Type: application/json\r\nContent-Length: ").append(octets.length);
      head.append("\r\n");
    }
    return RawClient.connect(proxy.address().getPort())
        .send(head + "\r\n" + new String(octets, ISO_8859_1));
  }

  /** Sends these octets. */
  Answer raw(String octets) throws IOException {
    try (RawClient client = RawClient.connect(proxy.address().getPort())) {
      return read(client.send(octets));
    }
  }

  static Answer read(RawClient client) throws IOException {
    String answer = client.readAnswer();
    int end = answer.indexOf("\r\n\r\n") + 4;
    String body = new String(answer.substring(end).getBytes(ISO_8859_1), UTF_8);
    return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), body);
  }

  /** Makes a user with a key of its own. */
  User userWithKey(String name, URI baseUrl) {
    User user = proxy.database().users().create(proxy.organization().id(), name);
    proxy.personalKey(user, baseUrl, "sk-" + name);
    return user;
  }

  /** Changes the database behind the proxy's back. */
  void sql(String statement) throws IOException, SQLException {
    String password = Files.readString(directory.resolve("database.password")).strip();
    String url = "jdbc:h2:file:" + directory.resolve("keyporter") + ";AUTO_SERVER=TRUE";
    try (Connection connection = DriverManager.getConnection(url, "keyporter", password);
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  @Override
  public void close() {
    proxy.close();
    provider.close();
  }
}
