package dev.keyporter.proxy.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.ContentCoding;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MalformedCodingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body that has to be one JSON object, in one pass. What cannot be read cannot be
 * forwarded: it could refer to what is somebody else's.
 */
public final class RequestBody {
  private RequestBody() {}

  /** Reads a member of the object. */
  @FunctionalInterface
  public interface MemberReader {
    /** Reads the value the parser stands on and leaves the parser at its end. */
    void read(String name, JsonParser parser) throws IOException;
  }

  /**
   * The body without its content codings.
   *
   * @param contentEncoding the header's value, null where there is none
   * @param memory where the body's bytes without their coding are taken from
   * @throws ProxyException when there is no room for them, or when the body is in a content coding
   *     unknown here or does not decode
   */
  public static byte[] decoded(
      byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    try {
      return ContentCoding.decode(body, contentEncoding, memory)
          .orElseThrow(
              () ->
                  refused(
                      "invalid_content_encoding",
                      "The body's Content-Encoding is not known here. Send it as gzip, deflate or"
                          + " zstd, or without a coding.",
                      null));
    } catch (MalformedCodingException e) {
      throw refused(
          "invalid_content_encoding",
          e.getMessage() + " Check the header Content-Encoding, or send the body without it.",
          null);
    }
  }

  /**
   * Reads the object.
   *
   * @throws ProxyException when the body is not a JSON object in UTF-8, or is nested deeper than
   *     1,000
   */
  public static void read(byte[] json, MemberReader members) {
    if (json.length == 0) {
      throw refused("body_missing", "The request has no body. Send a JSON object.", null);
    }
    int malformed = Json.malformedUtf8(json);
    if (malformed >= 0) {
      throw invalidJson("its text is not UTF-8 at byte " + malformed);
    }
    if (startsWithMark(json)) {
      throw invalidJson("it begins with a byte order mark");
    }
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw refused("body_not_an_object", "The request's body must be a JSON object, {…}.", null);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        members.read(name, parser);
      }
      if (parser.nextToken() != null) {
        throw invalidJson("more follows the object, at byte " + Json.tokenStart(parser));
      }
    } catch (StreamConstraintsException e) {
      throw refused(
          "json_too_deep",
          "The request's body is nested deeper than " + Json.MAX_DEPTH + " levels.",
          null);
    } catch (JsonProcessingException e) {
      // The parser's own message quotes the body.
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw invalidJson("see byte " + (at < 0 ? json.length : at));
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory failed.", e);
    }
  }

  private static boolean startsWithMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }

  /**
   * Does nothing where a model is named as it must be.
   *
   * @param isString whether what stands in its place is a string, or nothing: a null is OpenAI's
   *     own way to name none where none is needed
   * @throws ProxyException where it is not
   */
  public static void checkModel(@Nullable String model, boolean isString, boolean isNeeded) {
    if (!isString) {
      throw refused("model_not_a_string", "\"model\" must be a string, a model's id.", "model");
    }
    if (model == null && isNeeded) {
      throw refused("model_missing", "Name a model: \"model\": \"…\".", "model");
    }
  }

  private static ProxyException invalidJson(String where) {
    return refused("invalid_json", "The request's body is not valid JSON: " + where + ".", null);
  }

  private static ProxyException refused(String code, String message, @Nullable String param) {
    return new ProxyException(new ProxyError.InvalidRequest(code, message, param));
  }
}
