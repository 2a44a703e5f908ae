package dev.keyporter.proxy.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.model.Version;
import dev.keyporter.proxy.protocol.Endpoint;
import dev.keyporter.proxy.protocol.Protocol;
import dev.keyporter.proxy.protocol.registry.Protocols;
import dev.keyporter.proxy.reference.DocumentedProxy.Answer;
import dev.keyporter.proxy.reference.OpenApi.Operation;
import dev.keyporter.proxy.testing.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  private static final Path ROUTES = Path.of("src/main/java/dev/keyporter/proxy/ProxyRouting.java");
  private static final Pattern ROUTE = Pattern.compile("\\.(get|post|delete|put)\\(\"([^\"]+)\"");
  private static final String REQUEST = "{\"model\":\"gpt-4o-mini\",\"input\":\"Hi\"}";

  @TempDir static Path directory;
  private static DocumentedProxy served;
  private static OpenApi document;

  @BeforeAll
  static void start() throws IOException {
    served = new DocumentedProxy(directory);
    document = served.document;
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void namesTheProgramsVersion() {
    assertEquals(Version.current(), document.document().at("/info/version").asText());
    assertTrue(document.document().path("openapi").asText().startsWith("3.1."));
  }

  @Test
  void namesEveryRouteAndNoOther() throws IOException {
    var routes = new TreeSet<String>();
    ROUTE
        .matcher(Files.readString(ROUTES))
        .results()
        .forEach(
            found -> routes.add(found.group(1).toUpperCase(Locale.ROOT) + " " + found.group(2)));
    for (Protocol protocol : Protocols.ALL) {
      for (dev.keyporter.proxy.protocol.Operation operation : protocol.operations()) {
        Endpoint endpoint = operation.endpoint();
        String path = protocol.prefix() + endpoint.path();
        routes.add(endpoint.method() + " " + path.replace("{+", "{"));
      }
    }
    var documented = new TreeSet<String>();
    document.operations().forEach(operation -> documented.add(operation.toString()));
    assertEquals(routes, documented);
  }

  @Test
  void namesNothingThatTheProxyDoesNotServe() throws IOException {
    for (Operation operation : document.operations()) {
      String path = operation.path().replace("{id}", "resp_none");
      Answer answer = served.ask(operation.method(), path, body(operation));
      String code = answer.status() < 400 ? "" : answer.code();
      assertFalse(
          code.equals("unknown_url") || code.equals("method_not_supported"),
          operation + answer.head());
      assertFalse(document.response(operation, answer.status()).isMissingNode(), operation + code);
    }
  }

  @Test
  void asksForATokenWhereItSaysSo() throws IOException {
    for (Operation operation : document.operations()) {
      JsonNode security = operation.node().path("security");
      boolean isOpen = security.isArray() && security.isEmpty();
      String path = operation.path().replace("{id}", "resp_none");
      Answer answer = served.ask(operation.method(), path, null, "alice", body(operation));
      assertEquals(isOpen ? 200 : 401, answer.status(), operation.toString());
    }
  }

  @Test
  void describesOwnAnswersAsTheyAre() throws IOException {
    assertFits("proxyHealth", served.ask("GET", "/health", null, null, null));
    assertFits("openApiDocument", served.ask("GET", "/openapi.json", null, null, null));
    assertFits("providerHealth", served.ask("GET", "/v1/responses/health", null));
    served.provider.answer(Script.json(429, "{}"));
    assertFits("providerHealth", served.ask("GET", "/v1/responses/health", null));
    served.provider.answer(Script.json(200, "{\"id\":\"resp_rated\",\"status\":\"completed\"}"));
    served.ask("POST", "/v1/responses", REQUEST);
    String path = "/v1/responses/resp_rated/rate";
    assertFits("rateResponse", served.ask("POST", path, "{\"rating\":1}"));
    assertFits("limits", served.ask("GET", "/v1/limits", null));
    assertFits(
        "rateResponse", served.ask("POST", path, "{\"rating\":-1,\"feedback\":\"Wrong city.\"}"));
  }

  @Test
  void describesTheHeadersOfForwardedAnswersAsTheyAre() throws IOException {
    served.provider.answer(Script.json(200, "{}", "X-Request-ID: theirs"));
    Answer answer = served.ask("POST", "/v1/responses", REQUEST);
    JsonNode headers = document.response(document.operation("createResponse"), 200).path("headers");
    assertEquals(3, headers.size());
    headers
        .fieldNames()
        .forEachRemaining(name -> assertTrue(answer.head().contains("\r\n" + name + ": "), name));
  }

  @Test
  void givesExamplesThatFitTheirSchemas() {
    for (Operation operation : document.operations()) {
      JsonNode schema = document.schema(operation, 200);
      JsonNode content = document.response(operation, 200).at("/content/application~1json");
      if (content.has("example")) {
        assertFits(operation, schema, content.path("example"));
      }
      content.path("examples").forEach(one -> assertFits(operation, schema, one.path("value")));
      JsonNode request = operation.node().at("/requestBody/content/application~1json");
      request
          .path("examples")
          .forEach(one -> assertFits(operation, request.path("schema"), one.path("value")));
    }
    JsonNode error = document.document().at("/components/schemas/Error");
    for (Map.Entry<String, JsonNode> example : document.errors().entrySet()) {
      assertEquals(List.of(), Schema.complaints(document, error, example.getValue()));
      assertEquals(example.getKey(), example.getValue().at("/error/code").asText());
    }
  }

  private static @Nullable String body(Operation operation) {
    return operation.node().has("requestBody") ? REQUEST : null;
  }

  private static void assertFits(String operationId, Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    Operation operation = document.operation(operationId);
    assertFits(operation, document.schema(operation, 200), answer.json());
  }

  private static void assertFits(Operation operation, JsonNode schema, JsonNode value) {
    assertEquals(List.of(), Schema.complaints(document, schema, value), operation + ": " + value);
  }
}
