package dev.keyporter.proxy.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.protocol.RequestBody;
import dev.keyporter.proxy.protocol.RequestFacts;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one request's JSON in one pass. */
final class MessagesRequestReader {
  private static final int MAX_MODEL_CHARS = 255;
  private static final int MAX_TIER_CHARS = 64;
  private static final int MAX_USER_CHARS = 2048;

  private byte[] json = {};
  private @Nullable String model;
  private boolean isModelString = true;
  private @Nullable String serviceTier;
  private boolean isFast;
  private boolean stream;
  private @Nullable String session;
  private @Nullable Long outputLimit;
  private final SearchText prompt = new SearchText();

  /**
   * Reads a body, as {@link RequestBody} says. What only the provider can judge is left to it.
   *
   * @throws dev.keyporter.proxy.error.ProxyException as there, or where no model is named
   */
  RequestFacts read(byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    json = RequestBody.decoded(body, contentEncoding, memory);
    RequestBody.read(json, this::readMember);
    RequestBody.checkModel(model, isModelString, true);
    return new RequestFacts(
        model,
        isFast ? MessageUsage.FAST : serviceTier,
        Set.of(),
        stream,
        List.of(),
        Set.of(),
        session,
        null,
        prompt.text(),
        outputLimit);
  }

  private void readMember(String name, JsonParser parser) throws IOException {
    JsonToken value = parser.currentToken();
    switch (name) {
      case "model" -> {
        model = Json.string(parser, json, 0, MAX_MODEL_CHARS);
        isModelString = model != null || value == JsonToken.VALUE_NULL;
      }
      case "service_tier" -> serviceTier = Json.string(parser, json, 0, MAX_TIER_CHARS);
      case "speed" ->
          isFast = MessageUsage.FAST.equals(Json.string(parser, json, 0, MAX_TIER_CHARS));
      case "max_tokens" -> {
        // Of what makes no sense the provider says so.
        if (value == JsonToken.VALUE_NUMBER_INT) {
          outputLimit = Math.clamp((long) parser.getDoubleValue(), 1, TokenUsage.MOST);
        }
      }
      case "stream" -> stream = value == JsonToken.VALUE_TRUE;
      case "metadata" -> {
        readMetadata(parser);
        return;
      }
      case "system", "messages" -> {
        BlockTexts.collect(parser, json, 0, prompt, name);
        return;
      }
      default -> {}
    }
    parser.skipChildren();
  }

  private void readMetadata(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isUser = parser.currentName().equals("user_id");
      parser.nextToken();
      String user = isUser ? Json.string(parser, json, 0, MAX_USER_CHARS) : null;
      if (user != null) {
        session = ClientSession.of(user);
      }
      parser.skipChildren();
    }
  }
}
