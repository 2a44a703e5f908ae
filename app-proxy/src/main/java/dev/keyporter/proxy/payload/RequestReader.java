package dev.keyporter.proxy.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads one request's body in one pass. */
final class RequestReader {
  private static final int MAX_MODEL_CHARS = 255;
  private static final int MAX_TIER_CHARS = 64;
  private static final int MAX_ID_CHARS = 1024;

  private final Route route;
  private byte[] json = {};

  private @Nullable String model;
  private boolean modelNotString;
  private @Nullable String serviceTier;
  private boolean searchesWeb;
  private boolean stream;
  private @Nullable String previousResponseId;
  private @Nullable String conversationId;
  private boolean hasStoredPrompt;
  private boolean background;
  private @Nullable Boolean store;
  private @Nullable Boolean includeUsage;
  private @Nullable Integer choices;
  private final SearchText prompt = new SearchText();

  RequestReader(Route route) {
    this.route = route;
  }

  RequestFacts read(byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    if (!takesJson()) {
      return RequestFacts.NONE;
    }
    json = decoded(body, contentEncoding, memory);
    readBody();
    checkModel();
    return new RequestFacts(
        model,
        serviceTier,
        searchesWeb,
        stream,
        previousResponseId,
        conversationId,
        hasStoredPrompt,
        background,
        store,
        includeUsage,
        choices,
        prompt.text());
  }

  private boolean takesJson() {
    return switch (route) {
      case CREATE_RESPONSE,
          COUNT_INPUT_TOKENS,
          COMPACT_RESPONSE,
          CREATE_CHAT_COMPLETION,
          CREATE_EMBEDDING ->
          true;
      case RETRIEVE_RESPONSE,
          DELETE_RESPONSE,
          CANCEL_RESPONSE,
          LIST_INPUT_ITEMS,
          LIST_MODELS,
          RETRIEVE_MODEL ->
          false;
    };
  }

  /** What cannot be read cannot be forwarded: it could refer to somebody else's response. */
  private static byte[] decoded(
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

  private void readBody() {
    if (json.length == 0) {
      throw refused("body_missing", "The request has no body. Send a JSON object.", null);
    }
    int malformed = Json.malformedUtf8(json);
    if (malformed >= 0) {
      throw invalidJson("its text is not UTF-8 at byte " + malformed);
    }
    if (startsWithMark()) {
      throw invalidJson("it begins with a byte order mark");
    }
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw refused("body_not_an_object", "The request's body must be a JSON object, {…}.", null);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        readMember(name, parser);
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

  private boolean startsWithMark() {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }

  private void readMember(String name, JsonParser parser) throws IOException {
    JsonToken value = parser.currentToken();
    boolean isTrue = value == JsonToken.VALUE_TRUE;
    switch (name) {
      case "model" -> {
        model = Json.string(parser, json, 0, MAX_MODEL_CHARS);
        modelNotString = model == null && value != JsonToken.VALUE_NULL;
      }
      case "service_tier" -> serviceTier = Json.string(parser, json, 0, MAX_TIER_CHARS);
      case "web_search_options" -> searchesWeb = value == JsonToken.START_OBJECT;
      case "stream" -> stream = isTrue;
      case "background" -> background = isTrue;
      case "store" -> store = bool(value);
      case "n" -> {
        long count = Json.count(parser);
        choices = count < 0 || count > Integer.MAX_VALUE ? null : (Integer) (int) count;
      }
      case "previous_response_id" ->
          previousResponseId = Json.string(parser, json, 0, MAX_ID_CHARS);
      case "prompt" -> hasStoredPrompt = value == JsonToken.START_OBJECT;
      case "conversation" -> {
        readConversation(parser);
        return;
      }
      case "stream_options" -> {
        readStreamOptions(parser);
        return;
      }
      case "instructions", "input", "messages" -> {
        prompt.newPiece();
        TextMembers.collect(parser, json, 0, prompt, name);
        return;
      }
      default -> {}
    }
    parser.skipChildren();
  }

  private void readConversation(JsonParser parser) throws IOException {
    conversationId = Json.string(parser, json, 0, MAX_ID_CHARS);
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean id = parser.currentName().equals("id");
      parser.nextToken();
      if (id) {
        conversationId = Json.string(parser, json, 0, MAX_ID_CHARS);
      }
      parser.skipChildren();
    }
  }

  private void readStreamOptions(JsonParser parser) throws IOException {
    includeUsage = null;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean named = parser.currentName().equals("include_usage");
      JsonToken value = parser.nextToken();
      if (named) {
        includeUsage = bool(value);
      }
      parser.skipChildren();
    }
  }

  private static @Nullable Boolean bool(JsonToken value) {
    return value.isBoolean() ? (Boolean) (value == JsonToken.VALUE_TRUE) : null;
  }

  /**
   * A stored prompt brings its own model. Counting tokens needs none; a null there and beside a
   * stored prompt is OpenAI's own way to name none.
   */
  private void checkModel() {
    if (modelNotString) {
      throw refused("model_not_a_string", "\"model\" must be a string, a model's id.", "model");
    }
    boolean needed =
        switch (route) {
          case CREATE_RESPONSE -> !hasStoredPrompt;
          case COUNT_INPUT_TOKENS -> false;
          default -> true;
        };
    if (model == null && needed) {
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
