package dev.keyporter.proxy.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyporter.proxy.error.ProxyError;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An error in Anthropic's shape: {@code {"type":"error","error":{"type","message"},"request_id"}}.
 * Our own code stands where Anthropic's SDKs look for one, in {@code error.details.error_code}.
 */
final class ErrorJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorJson() {}

  /** The whole answer's body. */
  static byte[] body(ProxyError error, @Nullable String requestId) {
    return bytes(object(error).put("request_id", requestId));
  }

  /** The event that is appended to a stream that broke. */
  static byte[] event(ProxyError error) {
    return ("event: error\ndata: " + new String(bytes(object(error)), UTF_8) + "\n\n")
        .getBytes(UTF_8);
  }

  private static ObjectNode object(ProxyError error) {
    ObjectNode object = JSON.createObjectNode().put("type", "error");
    object
        .putObject("error")
        .put("type", type(error.status()))
        .put("message", error.message())
        .putObject("details")
        .put("error_code", error.code());
    return object;
  }

  /** Anthropic has a type for each status, and clients go by it. */
  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }

  private static byte[] bytes(ObjectNode object) {
    try {
      return JSON.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
