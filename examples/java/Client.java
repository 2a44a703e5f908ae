import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A client for OpenAI's Responses API behind Keyporter, in one file and with the JDK alone.
 *
 * <pre>java examples/java/Client.java</pre>
 *
 * {@code Tour.java}, beside it, shows what else it can do. Not safe for use by several threads.
 */
class Client implements AutoCloseable {
  static final String BASE_URL = env("KEYPORTER_BASE_URL", "http://127.0.0.1:8000/v1");
  static final String JWT_TOKEN = env("KEYPORTER_TOKEN", "your-jwt-token-here");
  static final String USER_ID = env("KEYPORTER_USER", "user@example.com");
  static final String MODEL = env("KEYPORTER_MODEL", "gpt-4o-mini");

  private static final int ATTEMPTS = 3;
  private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration EXPIRES_SOON = Duration.ofDays(14);

  /** An answer that is not a success. */
  static final class ProxyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;
    final String code;

    ProxyException(int status, Map<String, ?> error) {
      super(String.valueOf(error.get("message")));
      this.status = status;
      this.code = String.valueOf(error.get("code"));
    }

    /** What to do about it. */
    String hint() {
      return switch (status) {
        case 400 -> "The request is wrong as it stands; the message says what to change.";
        case 401 -> "The token does not hold: issue one with 'keyporter token create'.";
        case 403 ->
            "No active key for this user, the user is disabled, or the token is another user's.";
        case 404 -> "No such response, or it is somebody else's.";
        case 422 -> "Nobody said who is calling: send X-User-ID, or use a token bound to a user.";
        case 429 ->
            "Too fast, or the provider's account is used up: wait as long as Retry-After says.";
        default -> "";
      };
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Map<String, String> headers = new HashMap<>();

  /**
   * Sends requests for one user and keeps them in one session, the proxy's choice until set.
   *
   * @param userId empty where the token is bound to a user
   */
  Client(String token, String userId) {
    headers.put("Authorization", "Bearer " + token);
    headers.put("Content-Type", "application/json");
    if (!userId.isEmpty()) {
      headers.put("X-User-ID", userId);
    }
  }

  String sessionId() {
    return headers.getOrDefault("X-Session-ID", "");
  }

  void sessionId(String id) {
    headers.put("X-Session-ID", id);
  }

  /** Asks and waits for the whole answer; parameters go to the provider as they are. */
  Map<String, Object> createResponse(String prompt, Map<String, ?> parameters) {
    return call("POST", "/responses", body(prompt, parameters));
  }

  /** Asks and hands on the answer's events as they arrive; returns the request id. */
  String streamResponse(
      String prompt, Map<String, ?> parameters, Consumer<Map<String, Object>> events) {
    Map<String, Object> body = body(prompt, parameters);
    body.put("stream", true);
    HttpResponse<InputStream> answer = send("POST", "/responses", body);
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      var data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          data.append(line.substring(5)).append('\n');
        } else if (line.isEmpty() && !data.isEmpty()) {
          String event = data.toString().strip();
          data.setLength(0);
          if (!event.equals("[DONE]")) {
            events.accept(checked(Json.object(event)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.headers().firstValue("X-Request-ID").orElse("");
  }

  /** Retrieves an earlier response; the proxy uses the key that made it. */
  Map<String, Object> getResponse(String responseId) {
    return call("GET", "/responses/" + responseId, Map.of());
  }

  /** Rates an answer 1 or -1, by its request id (req_…) or its response id (resp_…). */
  Map<String, Object> rateResponse(String ratedId, int rating, String feedback) {
    return call(
        "POST", "/responses/" + ratedId + "/rate", Map.of("rating", rating, "feedback", feedback));
  }

  /** The provider's models. */
  Map<String, Object> listModels() {
    return call("GET", "/models", Map.of());
  }

  private static Map<String, Object> body(String prompt, Map<String, ?> parameters) {
    var body = new HashMap<String, Object>(Map.of("model", MODEL, "input", prompt));
    body.putAll(parameters);
    return body;
  }

  /** A stream that began well can still fail: its status stays 200, the event says so. */
  private static Map<String, Object> checked(Map<String, Object> event) {
    if ("error".equals(event.get("type"))) {
      throw new ProxyException(200, event);
    }
    if ("response.failed".equals(event.get("type"))) {
      throw new ProxyException(200, Json.at(event, "response", "error"));
    }
    return event;
  }

  private Map<String, Object> call(String method, String path, Map<String, ?> body) {
    HttpResponse<InputStream> answer = send(method, path, body);
    var result = new HashMap<>(Json.object(text(answer)));
    answer.headers().firstValue("X-Request-ID").ifPresent(id -> result.put("request_id", id));
    return result;
  }

  /** Sends, and after a pause sends again what failed for a passing reason. */
  private HttpResponse<InputStream> send(String method, String path, Map<String, ?> body) {
    var request =
        HttpRequest.newBuilder(URI.create(BASE_URL.replaceFirst("/$", "") + path))
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.write(body)));
    headers.forEach(request::header);
    try {
      for (int attempt = 1; ; attempt++) {
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() < 400) {
          answer.headers().firstValue("X-Session-ID").ifPresent(this::sessionId);
          return answer;
        }
        String content = text(answer);
        if (!TRANSIENT.contains(answer.statusCode()) || attempt == ATTEMPTS) {
          throw new ProxyException(answer.statusCode(), errorIn(content));
        }
        Thread.sleep(pause(answer, attempt));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the answer.", e);
    }
  }

  /** What Retry-After says, else half a second, doubled each time. */
  private static Duration pause(HttpResponse<?> answer, int attempt) {
    Duration pause =
        answer
            .headers()
            .firstValue("Retry-After")
            .filter(value -> value.matches("\\d{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(Duration.ofMillis(500L << (attempt - 1)));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static Map<String, Object> errorIn(String content) {
    try {
      return Json.at(Json.object(content), "error");
    } catch (RuntimeException e) {
      return Map.of("message", "The answer is no JSON.");
    }
  }

  private static String text(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When a token ends, by its own words; only the proxy can check the signature. */
  static Optional<Instant> expiresAt(String token) {
    try {
      byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
      Map<String, Object> read = Json.object(new String(claims, StandardCharsets.UTF_8));
      return Optional.of(Instant.ofEpochSecond(((Number) read.get("exp")).longValue()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  static void warnIfExpiring(String token) {
    expiresAt(token)
        .filter(expiry -> expiry.isBefore(Instant.now().plus(EXPIRES_SOON)))
        .ifPresent(
            expiry ->
                System.err.println(
                    "The token ends "
                        + expiry
                        + ": issue the next one with 'keyporter token create'."));
  }

  /** The words of an answer, without reasoning and tool calls. */
  static String textOf(Map<String, Object> response) {
    return Json.list(response.get("output")).stream()
        .filter(item -> "message".equals(item.get("type")))
        .flatMap(message -> Json.list(message.get("content")).stream())
        .filter(part -> "output_text".equals(part.get("type")))
        .map(part -> (String) part.get("text"))
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    http.close();
  }

  private static String env(String name, String otherwise) {
    return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
  }

  /** Runs a program; what goes wrong becomes words and an exit status of 1. */
  static void run(Runnable program) {
    try {
      program.run();
      return;
    } catch (ProxyException e) {
      System.err.println(
          "\nError %d (%s): %s\n%s".formatted(e.status, e.code, e.getMessage(), e.hint()));
    } catch (UncheckedIOException e) {
      System.err.println(
          e.getCause() instanceof ConnectException
              ? "\nNo proxy answers at " + BASE_URL + ". Start it with './keyporter serve'."
              : "\nThe connection broke: " + e.getCause());
    }
    System.exit(1);
  }

  static void main() {
    run(Client::example);
  }

  private static void example() {
    warnIfExpiring(JWT_TOKEN);
    IO.println("=== OpenAI Proxy Client Example ===\n");
    try (var client = new Client(JWT_TOKEN, USER_ID)) {
      IO.println("1. Non-streaming request:");
      var response = client.createResponse("What is the capital of France?", Map.of());
      IO.println("Response: " + textOf(response));
      IO.println("Request ID: " + response.get("request_id"));
      IO.println("Response ID: " + response.get("id"));
      IO.println("Tokens used: " + Json.at(response, "usage").get("total_tokens") + "\n");

      IO.println("2. Streaming request:");
      IO.print("Response: ");
      var streamed = new HashMap<String, Object>();
      String streamedRequestId =
          client.streamResponse(
              "Count from 1 to 5 with enthusiasm!",
              Map.of(),
              event -> {
                switch ((String) event.get("type")) {
                  case "response.created" -> streamed.putAll(Json.at(event, "response"));
                  case "response.output_text.delta" -> IO.print(event.get("delta"));
                  default -> {} // dozens more, of no interest here
                }
              });
      IO.println("\nRequest ID: " + streamedRequestId);
      IO.println("Response ID: " + streamed.get("id") + "\n");

      IO.println("3. Rating response by request ID:");
      var rating =
          client.rateResponse((String) response.get("request_id"), 1, "Correct and short.");
      IO.println("Rating submitted successfully");
      IO.println("Rated at: " + rating.get("rated_at") + "\n");

      IO.println("4. Rating response by response ID:");
      rating = client.rateResponse((String) streamed.get("id"), 1, "Lively.");
      IO.println("Rating submitted successfully");
      IO.println("Rated at: " + rating.get("rated_at") + "\n");

      IO.println("Session ID: " + client.sessionId() + "\n");
    }
    IO.println("=== Example Complete ===");
  }
}

/** Just enough JSON; in a program with dependencies, use a library. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Map<String, Object> object(String text) {
    return cast(new Json(text).value());
  }

  /** The object reached through these names; empty where there is none. */
  static Map<String, Object> at(Map<String, Object> object, String... names) {
    Map<String, Object> found = object;
    for (String name : names) {
      found = found.get(name) instanceof Map<?, ?> inner ? cast(inner) : Map.of();
    }
    return found;
  }

  static List<Map<String, Object>> list(Object value) {
    return ((List<?>) value).stream().map(Json::cast).toList();
  }

  @SuppressWarnings("unchecked") // JSON's names are strings
  private static Map<String, Object> cast(Object object) {
    return (Map<String, Object>) object;
  }

  static String write(Object value) {
    return switch (value) {
      case Map<?, ?> object ->
          object.entrySet().stream()
              .map(entry -> write(entry.getKey()) + ":" + write(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
      case CharSequence string ->
          string
              .chars()
              .mapToObj(
                  c -> c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : "" + (char) c)
              .collect(Collectors.joining("", "\"", "\""));
      case null, default -> String.valueOf(value);
    };
  }

  private Object value() {
    char first = peek();
    if (first == '{') {
      var object = new HashMap<String, Object>();
      items(
          '}',
          () -> {
            var name = (String) value();
            peek();
            at++; // the colon
            object.put(name, value());
          });
      return object;
    }
    if (first == '[') {
      var list = new ArrayList<Object>();
      items(']', () -> list.add(value()));
      return list;
    }
    return first == '"' ? string() : literal();
  }

  private void items(char end, Runnable item) {
    at++;
    while (peek() != end) {
      if (peek() == ',') {
        at++;
      }
      item.run();
    }
    at++;
  }

  private String string() {
    var string = new StringBuilder();
    while (text.charAt(++at) != '"') {
      char c = text.charAt(at);
      if (c == '\\') {
        c = text.charAt(++at);
        switch (c) {
          case 'b' -> string.append('\b');
          case 'f' -> string.append('\f');
          case 'n' -> string.append('\n');
          case 'r' -> string.append('\r');
          case 't' -> string.append('\t');
          case 'u' -> {
            string.append((char) Integer.parseInt(text, at + 1, at + 5, 16));
            at += 4;
          }
          default -> string.append(c);
        }
      } else {
        string.append(c);
      }
    }
    at++;
    return string.toString();
  }

  private Object literal() {
    int start = at;
    while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0
        || at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "null" -> null;
      case "true", "false" -> Boolean.valueOf(word);
      default -> new BigDecimal(word);
    };
  }

  /** The next character that is not white space. */
  private char peek() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }
}
