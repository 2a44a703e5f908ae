package dev.keyporter.proxy.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.protocol.AnswerFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the objects of an answer say: a whole answer, an event of a stream, the response
 * inside one. Members mean the same in all of them, so what a later object does not say stays as an
 * earlier one said it.
 */
public final class AnswerObject {
  private static final String BATCH = "batch";
  private static final int MAX_ID_CHARS = 255;
  private static final int MAX_OTHERS = 100;
  private static final int MAX_MODEL_CHARS = 255;
  private static final int MAX_TIER_CHARS = 64;
  private static final int MAX_STATUS_CHARS = 64;
  private static final int MAX_CODE_CHARS = 200;
  private static final int MAX_MESSAGE_CHARS = 2000;

  private @Nullable String id;
  private @Nullable String conversationId;
  private final List<String> otherIds = new ArrayList<>(0);
  private @Nullable String model;
  private @Nullable String serviceTier;
  private @Nullable String status;
  private boolean isBatch;
  private boolean hasUsage;
  private @Nullable TokenUsage usage;
  private Set<CostReason> usageReasons = Set.of();
  private final Set<CostReason> otherReasons = EnumSet.noneOf(CostReason.class);
  private final ToolUse tools = new ToolUse();
  private @Nullable String rawUsage;
  private @Nullable String errorCode;
  private @Nullable String errorType;
  private @Nullable String errorMessage;

  /**
   * Reads the value of a member, where it is known here.
   *
   * @return false where it is not, with the parser where it was; true with the parser at the
   *     value's end
   */
  public boolean readMember(String name, JsonParser parser, byte[] json, int from)
      throws IOException {
    switch (name) {
      case "id" -> id = id(parser, json, from, id);
      case "model" -> model = text(parser, json, from, MAX_MODEL_CHARS, model);
      case "service_tier" -> serviceTier = text(parser, json, from, MAX_TIER_CHARS, serviceTier);
      case "object" -> isBatch = BATCH.equals(Json.string(parser, json, from, MAX_STATUS_CHARS));
      case "status" -> status = text(parser, json, from, MAX_STATUS_CHARS, status);
      case "usage" -> readUsage(parser, json, from);
      case "tool_usage" -> tools.readCounts(parser);
      case "conversation" -> readConversation(parser, json, from);
      case "error" -> readError(parser, json, from);
      case "output_file_id", "error_file_id", "fine_tuned_model" -> addOther(parser, json, from);
      case "result_files" -> readOthers(parser, json, from);
      default -> {
        return false;
      }
    }
    parser.skipChildren();
    return true;
  }

  private void readUsage(JsonParser parser, byte[] json, int from) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      var reader = new UsageReader();
      reader.read(parser, json, from);
      TokenUsage read = reader.usage();
      if (hasUsage && !Objects.equals(usage, read)) {
        otherReasons.add(CostReason.USAGE_TWICE);
      }
      hasUsage = true;
      usage = read;
      usageReasons = reader.reasons();
      rawUsage = reader.raw();
    }
  }

  private void readOthers(JsonParser parser, byte[] json, int from) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        addOther(parser, json, from);
        parser.skipChildren();
      }
    }
  }

  private void addOther(JsonParser parser, byte[] json, int from) {
    String other = id(parser, json, from, null);
    if (other != null && otherIds.size() < MAX_OTHERS) {
      otherIds.add(other);
    }
  }

  private void readConversation(JsonParser parser, byte[] json, int from) throws IOException {
    conversationId = id(parser, json, from, conversationId);
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean named = parser.currentName().equals("id");
      parser.nextToken();
      if (named) {
        conversationId = id(parser, json, from, conversationId);
      }
      parser.skipChildren();
    }
  }

  private void readError(JsonParser parser, byte[] json, int from) throws IOException {
    errorMessage = text(parser, json, from, MAX_MESSAGE_CHARS, errorMessage);
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      readErrorMember(name, parser, json, from);
      parser.skipChildren();
    }
  }

  /** Reads a member of an error object. */
  public void readErrorMember(String name, JsonParser parser, byte[] json, int from)
      throws IOException {
    switch (name) {
      case "message" -> errorMessage = text(parser, json, from, MAX_MESSAGE_CHARS, errorMessage);
      case "type" -> errorType = text(parser, json, from, MAX_CODE_CHARS, errorType);
      case "code" -> {
        if (parser.currentToken().isNumeric() && parser.getTextLength() < MAX_CODE_CHARS) {
          errorCode = parser.getText();
        } else {
          errorCode = text(parser, json, from, MAX_CODE_CHARS, errorCode);
        }
      }
      default -> {}
    }
  }

  private static @Nullable String text(
      JsonParser parser, byte[] json, int from, int maxChars, @Nullable String before) {
    String text = Json.string(parser, json, from, maxChars);
    return text == null ? before : text;
  }

  /** Part of an id would name something else. */
  private static @Nullable String id(
      JsonParser parser, byte[] json, int from, @Nullable String before) {
    String id = Json.string(parser, json, from, MAX_ID_CHARS + 1);
    return id == null || id.isEmpty() || id.length() > MAX_ID_CHARS ? before : id;
  }

  /** Where the answer's tools are noted. */
  public ToolUse tools() {
    return tools;
  }

  public @Nullable String id() {
    return id;
  }

  public @Nullable String conversationId() {
    return conversationId;
  }

  private Set<CostReason> costReasons() {
    var all = EnumSet.noneOf(CostReason.class);
    all.addAll(usageReasons);
    all.addAll(otherReasons);
    all.addAll(tools.reasons());
    return all;
  }

  public AnswerFacts facts(@Nullable String answerText) {
    return new AnswerFacts(
        id,
        conversationId,
        otherIds,
        model,
        // A batch is a tier of its own, which its object need not say.
        serviceTier == null && isBatch ? BATCH : serviceTier,
        status,
        usage,
        costReasons(),
        tools.quantities(),
        rawUsage,
        errorCode == null ? errorType : errorCode,
        errorMessage,
        answerText);
  }
}
