package dev.keyporter.proxy.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.traffic.ProviderReference.Kind;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.payload.TextMembers;
import dev.keyporter.proxy.protocol.RequestBody;
import dev.keyporter.proxy.protocol.RequestFacts;
import dev.keyporter.proxy.protocol.RequestFacts.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one request's JSON in one pass. */
public final class RequestReader {
  private static final int MAX_MODEL_CHARS = 255;
  private static final int MAX_TIER_CHARS = 64;
  private static final int MAX_ID_CHARS = 1024;

  /** More tokens, or answers, than anybody gets. */
  private static final long MAX_COUNT = 1_000_000_000;

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
  private @Nullable Long outputLimit;
  private long choices = 1;
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
    return readPlain(RequestBody.decoded(body, contentEncoding, memory));
  }

  /**
   * Reads a body without coding.
   *
   * @throws ProxyException as above
   */
  public RequestFacts readPlain(byte[] plain) {
    json = plain;
    RequestBody.read(json, this::readMember);
    RequestBody.checkModel(model, !modelNotString, needsModel());
    var named = new IdScan();
    named.read(json, 0, json.length);
    return new RequestFacts(
        model,
        serviceTier,
        searchesWeb ? Set.of(CostReason.WEB_SEARCH) : Set.of(),
        stream,
        references(),
        named.ids(),
        null,
        includeUsage,
        prompt.text(),
        outputLimit());
  }

  private @Nullable Long outputLimit() {
    return outputLimit == null ? null : (Long) (Math.min(outputLimit, MAX_COUNT) * choices);
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
      case "prompt" -> {
        hasStoredPrompt = value == JsonToken.START_OBJECT;
        if (value == JsonToken.VALUE_STRING) {
          prompt.newPiece();
          prompt.add(json, Json.tokenStart(parser));
        }
      }
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
      case "max_output_tokens", "max_completion_tokens", "max_tokens" -> {
        if (value == JsonToken.VALUE_NUMBER_INT) {
          outputLimit = count(parser);
        }
      }
      case "n" -> choices = value == JsonToken.VALUE_NUMBER_INT ? count(parser) : 1;
      default -> {}
    }
    parser.skipChildren();
  }

  /** What makes no sense is left to the provider. */
  private static long count(JsonParser parser) throws IOException {
    return Math.clamp((long) parser.getDoubleValue(), 1, MAX_COUNT);
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

  private boolean needsModel() {
    return switch (modelRule) {
      case NEEDED -> true;
      case NEEDED_WITHOUT_PROMPT -> !hasStoredPrompt;
      case OPTIONAL -> false;
    };
  }
}
