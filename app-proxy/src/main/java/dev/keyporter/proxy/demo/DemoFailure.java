package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error answer, in OpenAI's shape. */
final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String INVALID = "invalid_request_error";

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;
  private final transient Map<String, String> headers;

  private DemoFailure(
      int status,
      String type,
      @Nullable String param,
      @Nullable String code,
      String message,
      Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
    this.headers = headers;
  }

  /** A request that is wrong in itself; an empty code or parameter is sent as null. */
  static DemoFailure invalid(String code, String param, String message) {
    return new DemoFailure(400, INVALID, named(param), named(code), message, Map.of());
  }

  static DemoFailure missing(String param) {
    return invalid(
        "missing_required_parameter", param, "Missing required parameter: '" + param + "'.");
  }

  static DemoFailure unknownResponse(String id) {
    return new DemoFailure(
        404, INVALID, null, null, "Response with id '" + id + "' not found.", Map.of());
  }

  static DemoFailure unknownModel(String model) {
    String message = "The model '" + model + "' does not exist at the demo provider.";
    return new DemoFailure(404, INVALID, "model", "model_not_found", message, Map.of());
  }

  static DemoFailure unknownRoute(String method, String path) {
    String message = "Invalid URL (" + method + " " + path + ")";
    return new DemoFailure(404, INVALID, null, null, message, Map.of());
  }

  static DemoFailure wrongKey() {
    return new DemoFailure(
        401,
        INVALID,
        null,
        "invalid_api_key",
        "Incorrect API key provided: this is Keyporter's demo provider, which takes its own key"
            + " only.",
        Map.of("WWW-Authenticate", "Bearer"));
  }

  /** More than the demo provider reads, long texts aside; in bytes. */
  static DemoFailure tooLarge(int most) {
    String message =
        "The demo provider takes bodies of up to " + (most >> 20) + " MiB beside long texts.";
    return new DemoFailure(413, INVALID, null, null, message, Map.of());
  }

  /** A content coding that the demo provider does not know. */
  static DemoFailure unknownCoding() {
    String message =
        "The demo provider reads bodies that are plain or coded as gzip, deflate or zstd.";
    return new DemoFailure(415, INVALID, null, "unsupported_content_encoding", message, Map.of());
  }

  /** A body that does not decode. */
  static DemoFailure malformedCoding() {
    return invalid(
        "invalid_content_encoding", "", "The body is not what its Content-Encoding says.");
  }

  /** There is no memory for the body now. */
  static DemoFailure busy() {
    return new DemoFailure(
        503,
        "service_unavailable_error",
        null,
        "server_is_overloaded",
        "The demo provider has too many large bodies in hand. Try again in a moment.",
        Map.of("Retry-After", "2"));
  }

  /** What a prompt asked for, 400 to 599, with the headers that go with it. */
  static DemoFailure asked(int status) {
    String asked = " (The prompt asked the demo provider for this error.)";
    return switch (status) {
      case 401 ->
          new DemoFailure(
              401, INVALID, null, "invalid_api_key", "Incorrect API key." + asked, Map.of());
      case 403 ->
          new DemoFailure(
              403,
              "request_forbidden",
              null,
              "unsupported_country_region_territory",
              "Country, region, or territory not supported." + asked,
              Map.of());
      case 429 ->
          new DemoFailure(
              429,
              "requests",
              null,
              "rate_limit_exceeded",
              "Rate limit reached. Try again in a second." + asked,
              Map.of(
                  "Retry-After", "1",
                  "retry-after-ms", "1000",
                  "x-ratelimit-remaining-requests", "0",
                  "x-ratelimit-reset-requests", "1s"));
      case 503 ->
          new DemoFailure(
              503,
              "service_unavailable_error",
              null,
              "server_is_overloaded",
              "The server is overloaded." + asked,
              Map.of("Retry-After", "1"));
      default ->
          status < 500
              ? new DemoFailure(status, INVALID, null, null, "Request refused." + asked, Map.of())
              : new DemoFailure(
                  status, "server_error", null, "server_error", "Server error." + asked, Map.of());
    };
  }

  /** The same in Anthropic's shape. */
  ObjectNode messageBody() {
    ObjectNode body = DemoJson.object().put("type", "error");
    body.putObject("error").put("type", messageType()).put("message", getMessage());
    return body;
  }

  private String messageType() {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      default -> status < 500 ? INVALID : "api_error";
    };
  }

  private static @Nullable String named(String name) {
    return name.isEmpty() ? null : name;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  ObjectNode body() {
    ObjectNode body = DemoJson.object();
    body.putObject("error")
        .put("message", getMessage())
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return body;
  }
}
