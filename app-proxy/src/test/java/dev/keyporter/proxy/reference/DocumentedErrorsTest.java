package dev.keyporter.proxy.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.User;
import dev.keyporter.model.limit.LimitKind;
import dev.keyporter.model.limit.LimitScope;
import dev.keyporter.model.limit.Limits;
import dev.keyporter.model.limit.ModelPatterns;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.access.IssuedToken;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.loop.LoopMark;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.reference.DocumentedProxy.Answer;
import dev.keyporter.proxy.reference.OpenApi.Operation;
import dev.keyporter.proxy.testing.RawClient;
import dev.keyporter.proxy.testing.Script;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every documented error is provoked, and every error that the sources know is documented. */
class DocumentedErrorsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/keyporter/proxy");
  private static final Pattern CODE_LIKE = Pattern.compile("\"([a-z]+(?:_[a-z]+)+)\"");

  private static final Pattern ROW_OF_ERROR = Pattern.compile("(?m)^\\| \\d{3} \\| `(\\w+)` \\|");

  /** Written into the record only: nobody is told, or not in this form. */
  private static final Set<String> RECORDED_ONLY = Set.of("client_gone", "stream_incomplete");

  /** Needs a fault of our own: ProxyServerTest has one. */
  private static final Set<String> NOT_PROVOKED =
      Set.of("internal_error", "answer_memory_exhausted");

  /** Words that look like codes and are something else. */
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "invalid_request_error",
          "authentication_error",
          "permission_error",
          "upstream_error",
          "server_error",
          "request_id",
          "response_id",
          "rated_at",
          "service_tier",
          "stream_options",
          "web_search_options",
          "web_search_call",
          "code_interpreter_call",
          "include_usage",
          "max_output_tokens",
          "max_completion_tokens",
          "max_tokens",
          "previous_response_id",
          "sequence_number",
          "stream_id",
          "not_found_error",
          "rate_limit_error",
          "overloaded_error",
          "billing_error",
          "timeout_error",
          "api_error",
          "error_code",
          "user_id",
          "message_start",
          "message_delta",
          "message_stop",
          "content_block",
          "content_block_start",
          "content_block_delta",
          "partial_json",
          "count_tokens",
          "openai_status",
          "not_asked");

  private static final String RESPONSES = "/v1/responses";
  private static final String REQUEST = "{\"model\":\"gpt-4o-mini\",\"input\":\"Hi\"}";

  @TempDir static Path directory;
  private static final Set<String> PROVOKED = new TreeSet<>();

  /** The codes of all refusals that clients saw. */
  private static final Deque<String> ANSWERED = new ArrayDeque<>();

  private static DocumentedProxy served;

  @BeforeAll
  static void start() throws IOException {
    served = new DocumentedProxy(directory);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void documentsEveryCodeOfTheSources() throws IOException {
    var inSources = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        if (text.contains("keyporter.proxy.error") && !file.toString().contains("demo")) {
          CODE_LIKE.matcher(text).results().forEach(found -> inSources.add(found.group(1)));
        }
      }
    }
    inSources.removeAll(OTHER_WORDS);
    inSources.removeAll(RECORDED_ONLY);
    assertEquals(inSources, new TreeSet<>(served.document.errors().keySet()));
  }

  @Test
  void listsTheSameCodesOnThePages() throws IOException {
    var onPage = new TreeSet<String>();
    ROW_OF_ERROR
        .matcher(Files.readString(Path.of("../docs/http.md")))
        .results()
        .forEach(row -> onPage.add(row.group(1)));
    assertEquals(new TreeSet<>(served.document.errors().keySet()), onPage);
    String recording = Files.readString(Path.of("../docs/recording.md"));
    RECORDED_ONLY.forEach(code -> assertTrue(recording.contains("`" + code + "`"), code));
  }

  @Test
  void provokesEveryDocumentedError() throws Exception {
    provokeHeaders();
    provokeBodies();
    provokeRatings();
    provokeTokens();
    provokeUsersAndKeys();
    provokeReferences();
    provokeLimits();
    provokeServer();
    provokeProvider();
    provokeRecord();
    provokeMemory();
    provokeDatabase();
    provokeMasterKey();
    provokeStop();
    var documented = new TreeSet<>(served.document.errors().keySet());
    documented.removeAll(NOT_PROVOKED);
    assertEquals(documented, PROVOKED);
    // Its row tells of the provider's answer, as soon as it can be written.
    ANSWERED.remove("record_incomplete");
    assertEquals(ANSWERED.stream().sorted().toList(), awaitTold());
  }

  /** Whatever a client was refused with has a row, or is counted: never both, never neither. */
  private static List<String> awaitTold() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    List<String> told = told();
    while (told.size() < ANSWERED.size() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
      told = told();
    }
    return told;
  }

  private static List<String> told() {
    var codes = new ArrayList<String>();
    var database = served.proxy.database();
    served.proxy.requests().stream()
        .map(RequestSummary::errorCode)
        .filter(Objects::nonNull)
        .forEach(codes::add);
    database
        .refusals()
        .list(RefusalFilter.ALL, 1_000)
        .forEach(
            line ->
                codes.addAll(
                    Collections.nCopies(
                        Math.toIntExact(line.count().requests()), line.group().cause())));
    Collections.sort(codes);
    return codes;
  }

  private void provokeHeaders() throws IOException {
    expect("createResponse", 400, "invalid_user_id", post(served.proxy.token(), "null", REQUEST));
    expect("createResponse", 422, "user_id_missing", post(served.proxy.token(), null, REQUEST));
    expect(
        "createResponse",
        400,
        "invalid_session_id",
        served.ask("POST", RESPONSES, served.proxy.token(), "alice", REQUEST, "X-Session-ID: "));
    expect(
        "createResponse",
        400,
        "invalid_header",
        served.ask("POST", RESPONSES, served.proxy.token(), "alice", REQUEST, "X-A: \u0001"));
    expect(
        "createResponse",
        400,
        "token_in_url",
        served.ask("POST", RESPONSES + "?key=" + served.proxy.token(), REQUEST));
    expect(
        "createResponse",
        403,
        "origin_not_allowed",
        served.ask(
            "POST",
            RESPONSES,
            served.proxy.token(),
            "alice",
            REQUEST,
            "Origin: https://a.example"));
  }

  private void provokeBodies() throws IOException {
    expectBody("body_missing", "");
    expectBody("body_not_an_object", "[]");
    expectBody("invalid_json", "{");
    expectBody("json_too_deep", "{\"input\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}");
    expectBody("model_missing", "{\"input\":\"Hi\"}");
    expectBody("model_not_a_string", "{\"model\":1}");
    String ids =
        IntStream.range(0, 10_001).mapToObj(i -> "\"file-" + i + "\"").collect(joining(","));
    expectBody("too_many_ids", "{\"model\":\"m\",\"input\":[" + ids + "]}");
    expect(
        "createResponse",
        400,
        "invalid_content_encoding",
        served.ask(
            "POST", RESPONSES, served.proxy.token(), "alice", REQUEST, "Content-Encoding: gzip"));
    expect(
        "createResponse",
        413,
        "request_too_large",
        served.raw(
            "POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nX-User-ID: alice\r\n"
                + "Authorization: Bearer "
                + served.proxy.token()
                + "\r\nExpect: 100-continue\r\nContent-Length: 100000000\r\n\r\n"));
  }

  private void provokeRatings() throws IOException {
    String path = "/v1/responses/resp_none/rate";
    expect("rateResponse", 400, "invalid_json", served.ask("POST", path, "x"));
    expect("rateResponse", 400, "invalid_rating", served.ask("POST", path, "{\"rating\":2}"));
    expect(
        "rateResponse",
        400,
        "invalid_feedback",
        served.ask("POST", path, "{\"rating\":1,\"feedback\":1}"));
    expect(
        "rateResponse", 404, "rated_request_not_found", served.ask("POST", path, "{\"rating\":1}"));
  }

  private void provokeTokens() throws IOException {
    var database = served.proxy.database();
    expectToken("token_missing", null);
    expectToken("token_malformed", "nonsense");
    String[] parts = served.proxy.token().split("\\.", -1);
    String noAlgorithm =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
    expectToken("token_unsigned", noAlgorithm + "." + parts[1] + ".");
    char first = parts[2].charAt(0) == 'A' ? 'B' : 'A';
    expectToken(
        "token_signature_invalid", parts[0] + "." + parts[1] + "." + first + parts[2].substring(1));
    Clock twoDaysAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));
    expectToken("token_expired", issue(twoDaysAgo, served.proxy.organization()).text());
    IssuedToken revoked = issue(Clock.systemUTC(), served.proxy.organization());
    database.accessTokens().revoke(revoked.token().id());
    expectToken("token_revoked", revoked.text());
    Organization gone = database.organizations().create("Gone");
    String orphan = issue(Clock.systemUTC(), gone).text();
    database.organizations().delete(gone.id());
    expectToken("organization_deleted", orphan);
  }

  private void provokeUsersAndKeys() throws Exception {
    var database = served.proxy.database();
    Organization organization = served.proxy.organization();
    User bob = database.users().create(organization.id(), "bob");
    String bobs = served.proxy.issue(organization, bob);
    expect("createResponse", 403, "user_mismatch", post(bobs, "alice", REQUEST));
    database.users().disable(bob.id());
    expect("createResponse", 403, "user_disabled", post(bobs, null, REQUEST));
    Organization keyless = database.organizations().create("Keyless");
    expect(
        "createResponse",
        403,
        "no_api_key",
        post(issue(Clock.systemUTC(), keyless).text(), "a", REQUEST));
    User erin = database.users().create(organization.id(), "erin");
    ProviderKey key = served.proxy.personalKey(erin, served.provider.baseUrl(), "sk-erin");
    served.sql("update provider_key set secret = X'00' where id = '" + key.id() + "'");
    expect(
        "createResponse",
        403,
        "provider_key_unreadable",
        post(served.proxy.token(), "erin", REQUEST));
  }

  private void provokeReferences() throws IOException {
    var database = served.proxy.database();
    User carol = database.users().create(served.proxy.organization().id(), "carol");
    ProviderKey key = served.proxy.personalKey(carol, served.provider.baseUrl(), "sk-carol");
    served.provider.answer(Script.json(200, "{\"id\":\"resp_off\",\"status\":\"completed\"}"));
    assertEquals(200, post(served.proxy.token(), "carol", REQUEST).status());
    database.providerKeys().deactivate(key.id());
    String path = "/v1/responses/resp_off";
    expect(
        "retrieveResponse",
        403,
        "provider_key_inactive",
        served.ask("GET", path, served.proxy.token(), "carol", null));
    expect("retrieveResponse", 404, "response_not_found", served.ask("GET", path, null));
    expect(
        "createResponse",
        404,
        "conversation_not_found",
        served.ask("POST", RESPONSES, "{\"model\":\"m\",\"conversation\":\"conv_none\"}"));
    served.provider.answer(Script.json(200, "{\"id\":\"file-carols\"}"));
    database.providerKeys().activate(key.id());
    served.ask("POST", "/v1/files", served.proxy.token(), "carol", "{}");
    expect(
        "createResponse",
        404,
        "object_not_found",
        served.ask("POST", RESPONSES, "{\"model\":\"m\",\"input\":[\"file-carols\"]}"));
    expect(
        "retrieveModel",
        404,
        "route_not_found",
        served.ask("GET", "/v1/models/..%2Fresponses", null));
  }

  private void provokeLimits() throws IOException {
    Limits minute = Limits.NONE.with(LimitKind.REQUESTS_PER_MINUTE, BigDecimal.ONE);
    expectLimited(429, "rate_limit_exceeded", minute, 1);
    Limits models = Limits.NONE.withModels(ModelPatterns.parse("gpt-5*"));
    expectLimited(403, "model_not_allowed", models, 0);
    expectLimited(
        429,
        "insufficient_quota",
        Limits.NONE.with(LimitKind.USD_TOTAL, new BigDecimal("0.000001")),
        1);
    Limits priced = Limits.NONE.withUnpriced(Limits.Unpriced.REFUSE);
    Answer unpriced = limited(priced, "{\"model\":\"nobodys\",\"input\":\"Hi\"}");
    expect("createResponse", 403, "model_unpriced", unpriced);
    limit(Limits.NONE.with(LimitKind.CONCURRENT_REQUESTS, BigDecimal.ONE));
    var gate = new CountDownLatch(1);
    int asked = served.provider.requests().size();
    served.provider.answer(Script.json(200, "{}").after(gate));
    try (RawClient running = served.open("POST", RESPONSES, REQUEST)) {
      while (served.provider.requests().size() == asked) {
        LockSupport.parkNanos(5_000_000);
      }
      Answer second = served.ask("POST", RESPONSES, REQUEST);
      expect("createResponse", 429, "concurrency_limit_exceeded", second);
      assertTrue(second.head().contains("\r\nRetry-After: 1\r\n"), second.head());
      gate.countDown();
      assertEquals(200, DocumentedProxy.read(running).status());
    }
    limit(Limits.NONE);
  }

  /**
   * The error of a request under limits.
   *
   * @param passing how many pass before
   */
  private static void expectLimited(int status, String code, Limits limits, int passing)
      throws IOException {
    limit(limits);
    for (int i = 0; i < passing; i++) {
      assertEquals(200, served.ask("POST", RESPONSES, REQUEST).status());
    }
    expect("createResponse", status, code, limited(limits, REQUEST));
  }

  private static Answer limited(Limits limits, String request) throws IOException {
    limit(limits);
    Answer answer = served.ask("POST", RESPONSES, request);
    limit(Limits.NONE);
    return answer;
  }

  private static void limit(Limits limits) {
    Organization organization = served.proxy.organization();
    served
        .proxy
        .database()
        .limits()
        .change(
            new LimitScope.OfOrganization(organization.id()),
            organization.id(),
            organization.name(),
            _ -> limits);
  }

  private void provokeServer() throws IOException {
    String host = "Host: localhost\r\n";
    expectUnserved(404, "unknown_url", served.ask("GET", "/nothing", null));
    Answer refused = served.ask("PUT", "/v1/responses/health", null);
    expectUnserved(405, "method_not_supported", refused);
    assertTrue(refused.head().contains("\r\nAllow: GET\r\n"), refused.head());
    Organization asking = served.proxy.organization();
    served.proxy.database().organizations().setPaths(asking.id(), Paths.INFERENCE);
    expectUnserved(403, "path_not_allowed", served.ask("GET", "/v1/files", null));
    served.proxy.database().organizations().setPaths(asking.id(), Paths.ALL);
    expectUnserved(414, "url_too_long", served.ask("GET", "/" + "a".repeat(20_000), null));
    expectUnserved(
        400,
        "transfer_encoding_not_supported",
        served.raw(
            "POST /health HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n"));
    expectUnserved(
        400, "http_version_not_supported", served.raw("GET / HTTP/1.0\r\n" + host + "\r\n"));
    served.provider.answer(Script.json(404, "{}"));
    expectUnserved(
        426,
        "websocket_not_supported",
        served.raw(
            "GET /v1/responses HTTP/1.1\r\n"
                + host
                + "Authorization: Bearer "
                + served.proxy.token()
                + "\r\n"
                + "X-User-ID: alice\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"));
    assertEquals(200, served.ask("GET", "/v1/models", null).status());
    String mark = served.provider.requests().getLast().header(LoopMark.HEADER).orElseThrow();
    expectUnserved(
        508,
        "loop_detected",
        served.raw("GET / HTTP/1.1\r\n" + host + LoopMark.HEADER + ": " + mark + "\r\n\r\n"));
    expect("proxyHealth", 400, "malformed_request", served.raw("nonsense\r\n\r\n"));
    expect(
        "proxyHealth",
        403,
        "host_not_allowed",
        served.raw("GET /health HTTP/1.1\r\nHost: a.example\r\n\r\n"));
  }

  private void provokeProvider() throws IOException {
    served.provider.answer(Script.json(401, "{}"));
    expect("createResponse", 400, "provider_key_rejected", served.ask("POST", RESPONSES, REQUEST));
    served.provider.answer(Script.empty().hang());
    expect("createResponse", 504, "upstream_timeout", served.ask("POST", RESPONSES, REQUEST));
    served.provider.answer(
        Script.empty().send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").reset());
    expect("createResponse", 502, "upstream_broke_off", served.ask("POST", RESPONSES, REQUEST));
    served.userWithKey("dave", URI.create("http://127.0.0.1:" + closedPort() + "/v1"));
    expect(
        "createResponse", 502, "upstream_unreachable", post(served.proxy.token(), "dave", REQUEST));
  }

  private void provokeRecord() throws Exception {
    Organization unknown = served.proxy.database().organizations().create("Unknown rules");
    String token = issue(Clock.systemUTC(), unknown).text();
    served.sql("alter table redaction_rule rename to rules_elsewhere");
    try {
      int asked = served.provider.requests().size();
      expect("createResponse", 503, "record_unavailable", post(token, "alice", REQUEST));
      assertEquals(asked, served.provider.requests().size());
    } finally {
      served.sql("alter table rules_elsewhere rename to redaction_rule");
    }
    served.sql("alter table exchange rename to exchange_elsewhere");
    try {
      Answer withheld = served.ask("POST", RESPONSES, tooLargeForTheJournal());
      expect("createResponse", 500, "record_incomplete", withheld);
      assertTrue(withheld.head().contains("X-Should-Retry: false\r\n"), withheld.head());
      Answer health = served.ask("GET", "/health", null);
      assertEquals("record_behind", health.json().path("status").asText(), health.body());
      assertEquals(503, health.status());
    } finally {
      served.sql("alter table exchange_elsewhere rename to exchange");
    }
  }

  private static String tooLargeForTheJournal() {
    var bytes = new byte[2 << 20];
    new Random(1).nextBytes(bytes);
    String text = Base64.getEncoder().encodeToString(bytes);
    return "{\"model\":\"gpt-4o-mini\",\"input\":\"" + text + "\"}";
  }

  private void provokeMemory() throws IOException {
    try (BodyMemory.Share all = served.proxy.memory().share()) {
      all.become(1L << 40);
      int asked = served.provider.requests().size();
      Answer refused = served.ask("POST", RESPONSES, REQUEST);
      expect("createResponse", 503, "body_memory_exhausted", refused);
      assertTrue(refused.head().contains("\r\nRetry-After: 2\r\n"), refused.head());
      assertEquals(asked, served.provider.requests().size());
    }
    assertEquals(200, served.ask("POST", RESPONSES, REQUEST).status());
  }

  private void provokeDatabase() throws Exception {
    served.sql("alter table change_counter rename to change_counter_elsewhere");
    try {
      awaitCurrent(false);
      Answer refused = served.ask("POST", RESPONSES, REQUEST);
      expect("createResponse", 503, "access_unconfirmed", refused);
      assertTrue(refused.head().contains("Retry-After: 2\r\n"), refused.head());
    } finally {
      served.sql("alter table change_counter_elsewhere rename to change_counter");
    }
    awaitCurrent(true);
  }

  private static void awaitCurrent(boolean wanted) {
    var changes = served.proxy.database().changes();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (changes.isCurrent() != wanted && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
    }
    assertEquals(wanted, changes.isCurrent());
  }

  private void provokeMasterKey() throws Exception {
    String unseen = issue(Clock.systemUTC(), served.proxy.organization()).text();
    served.sql("update signing_secret set secret = secret || X'00'");
    try {
      expect("createResponse", 503, "master_key_unusable", post(unseen, "alice", REQUEST));
    } finally {
      served.sql(
          "update signing_secret"
              + " set secret = substring(secret from 1 for octet_length(secret) - 1)");
    }
    assertEquals(200, post(unseen, "alice", REQUEST).status());
  }

  /** The last: nothing is served after it. */
  private void provokeStop() throws Exception {
    served.provider.answer(Script.empty().hang());
    try (RawClient client =
        served.open("POST", RESPONSES, "{\"model\":\"m\",\"input\":\"held\"}")) {
      while (!served.provider.takeRequest().text().contains("held")) {
        // Those asked before.
      }
      served.proxy.stop();
      Answer told = DocumentedProxy.read(client);
      expect("createResponse", 503, "proxy_stopping", told);
      assertTrue(told.head().contains("\r\nRetry-After: 5\r\n"), told.head());
    }
  }

  private static Answer post(String token, @Nullable String user, String body) throws IOException {
    return served.ask("POST", RESPONSES, token, user, body);
  }

  private static void expectBody(String code, String body) throws IOException {
    expect("createResponse", 400, code, served.ask("POST", RESPONSES, body));
  }

  private static void expectToken(String code, @Nullable String token) throws IOException {
    Answer answer = served.ask("POST", RESPONSES, token, "alice", REQUEST);
    expect("createResponse", 401, code, answer);
    assertTrue(answer.head().contains("\r\nWWW-Authenticate: Bearer\r\n"), answer.head());
  }

  /** Told by the document for no operation in particular. */
  private static void expectUnserved(int status, String code, Answer answer) {
    JsonNode unserved = served.document.document().at("/components/responses/Unserved");
    expect(status, code, answer, served.document.errors(unserved));
  }

  private static void expect(String operationId, int status, String code, Answer answer) {
    Operation operation = served.document.operation(operationId);
    expect(
        status, code, answer, served.document.errors(served.document.response(operation, status)));
  }

  private static void expect(
      int status, String code, Answer answer, Map<String, JsonNode> documented) {
    assertEquals(status + " " + code, answer.status() + " " + answer.code(), answer.body());
    assertTrue(
        documented.containsKey(code), code + " is not documented there: " + documented.keySet());
    JsonNode error = answer.json().path("error");
    JsonNode example = documented.get(code).path("error");
    assertEquals(example.path("type"), error.path("type"), code);
    assertEquals(example.path("param"), error.path("param"), code);
    assertFalse(error.path("message").asText().isBlank(), code);
    JsonNode schema = served.document.document().at("/components/schemas/Error");
    assertEquals(List.of(), Schema.complaints(served.document, schema, answer.json()));
    PROVOKED.add(code);
    ANSWERED.add(code);
  }

  private static IssuedToken issue(Clock clock, Organization organization) {
    var database = served.proxy.database();
    return new TokenIssuer(database.accessTokens(), database.signingSecrets(), clock)
        .issue(organization, null, "test", Duration.ofDays(1));
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
