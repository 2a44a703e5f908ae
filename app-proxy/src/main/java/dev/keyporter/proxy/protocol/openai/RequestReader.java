package dev.keyporter.proxy.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.ContentCoding;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MalformedCodingException;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.payload.TextMembers;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one request's JSON in one pass. */
public final class RequestReader {
  private static final int MAX_MODEL_CHARS = 255;
  private static final int MAX_TIER_CHARS = 64;
  private static final int MAX_ID_CHARS = 1024;

  private final ModelRule modelRule;
  private final boolean refers;
  private byte[] json = {};

  private @Nullable String model;
  private boolean modelNotString;
  private @Nullable String serviceTier;
  private boolean searchesWeb;
  private boolean stream;
  private @Nullable String previousResponseId;
  private @Nullable String conversationId;
  private boolean hasStoredPrompt;
  private @Nullable Boolean includeUsage;
  private final SearchText prompt = new SearchText();

  /** Whether a request must name a model. */
  public enum ModelRule {
    NEEDED,
    /** A stored prompt brings its own model. */
    NEEDED_WITHOUT_PROMPT,
    OPTIONAL
  }

  /**
   * @param refers whether the request can refer to an earlier response or conversation
   */
  public RequestReader(ModelRule modelRule, boolean refers) {
    this.modelRule = modelRule;
    this.refers = refers;
  }

  /**
   * Reads a body. What only the provider can judge is left to the provider.
   *
   * @param contentEncoding the header's value, null where there is none
   * @param memory where the body's bytes without their coding are taken from
   * @throws ProxyException when there is no room for them, when the body is in a content coding
   *     unknown here, does not decode, is not a JSON object in UTF-8 or nested deeper than 1,000,
   *     or when the model is not a string or is missing where the provider needs it
   */
  public RequestFacts read(byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    json = decoded(body, contentEncoding, memory);
    readBody();
    checkModel();
    return new RequestFacts(
        model,
        serviceTier,
        searchesWeb ? Set.of(CostReason.WEB_SEARCH) : Set.of(),
        stream,
        references(),
        includeUsage,
        prompt.text());
  }

  private List<Reference> references() {
    var references = new ArrayList<Reference>(2);
    if (refers && conversationId != null) {
      references.add(new Reference(Kind.CONVERSATION, conversationId));
    }
    if (refers && previousResponseId != null) {
      references.add(new Reference(Kind.RESPONSE, previousResponseId));
    }
    return references;
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
    switch (name) {
      case "model" -> {
        model = Json.string(parser, json, 0, MAX_MODEL_CHARS);
        modelNotString = model == null && value != JsonToken.VALUE_NULL;
      }
      case "service_tier" -> serviceTier = Json.string(parser, json, 0, MAX_TIER_CHARS);
      case "web_search_options" -> searchesWeb = value == JsonToken.START_OBJECT;
      case "stream" -> stream = value == JsonToken.VALUE_TRUE;
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

  /** A null is OpenAI's own way to name none where none is needed. */
  private void checkModel() {
    if (modelNotString) {
      throw refused("model_not_a_string", "\"model\" must be a string, a model's id.", "model");
    }
    boolean needed =
        switch (modelRule) {
          case NEEDED -> true;
          case NEEDED_WITHOUT_PROMPT -> !hasStoredPrompt;
          case OPTIONAL -> false;
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
