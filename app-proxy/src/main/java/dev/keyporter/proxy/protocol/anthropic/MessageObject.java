package dev.keyporter.proxy.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.protocol.AnswerFacts;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what an answer says: a whole message, or the events that make one. */
final class MessageObject {
  private static final int MAX_ID_CHARS = 255;
  private static final int MAX_MODEL_CHARS = 255;
  private static final int MAX_TYPE_CHARS = 100;
  private static final int MAX_CODE_CHARS = 200;
  private static final int MAX_MESSAGE_CHARS = 2000;

  private @Nullable String id;
  private @Nullable String model;
  private final MessageUsage usage = new MessageUsage();
  private final SearchText text = new SearchText();
  private final Set<CostReason> tools = EnumSet.noneOf(CostReason.class);
  private boolean hasSearched;
  private @Nullable String errorType;
  private @Nullable String errorMessage;

  /** Reads the value of a member of a message and leaves the parser at its end. */
  void readMember(String name, JsonParser parser, byte[] json, int from) throws IOException {
    switch (name) {
      case "id" -> {
        String read = Json.string(parser, json, from, MAX_ID_CHARS + 1);
        // Part of an id would name something else.
        id = read == null || read.isEmpty() || read.length() > MAX_ID_CHARS ? id : read;
      }
      case "model" -> {
        String read = Json.string(parser, json, from, MAX_MODEL_CHARS);
        model = read == null ? model : read;
      }
      case "usage" -> {
        usage.add(parser, json, from);
        return;
      }
      case "content" -> {
        readBlocks(parser, json, from);
        return;
      }
      default -> {}
    }
    parser.skipChildren();
  }

  private void readBlocks(JsonParser parser, byte[] json, int from) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      readBlock(parser, json, from);
    }
  }

  /** Reads a content block, whole or as it begins, and leaves the parser at its end. */
  void readBlock(JsonParser parser, byte[] json, int from) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    text.newPiece();
    String type = null;
    String name = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      parser.nextToken();
      switch (member) {
        case "type" -> type = Json.string(parser, json, from, MAX_TYPE_CHARS);
        case "name" -> name = Json.string(parser, json, from, MAX_TYPE_CHARS);
        default -> {
          BlockTexts.collect(parser, json, from, text, member);
          continue;
        }
      }
      parser.skipChildren();
    }
    noteTool(type, name);
  }

  /** Adds a piece of a block's text: the JSON string whose opening quote stands there. */
  void addText(byte[] json, int quote) {
    text.add(json, quote);
  }

  /** What a block costs beside its tokens, as far as it can be told that it does. */
  private void noteTool(@Nullable String type, @Nullable String name) {
    switch (type) {
      case "mcp_tool_use" -> tools.add(CostReason.MCP);
      case "server_tool_use" -> {
        switch (name) {
          case "web_search" -> hasSearched = true;
          // A container is paid by the time it runs, beyond what is free.
          case "code_execution", "bash_code_execution", "text_editor_code_execution" ->
              tools.add(CostReason.CODE_INTERPRETER);
          case "web_fetch", "tool_search_tool_regex", "tool_search_tool_bm25" -> {}
          case null, default -> tools.add(CostReason.OTHER_TOOL);
        }
      }
      case null, default -> {
        // Costs its tokens and no more, which are in the usage.
      }
    }
  }

  /**
   * Reads the members of an error, {@code {"type","message"}}, and leaves the parser at its end.
   */
  void readError(JsonParser parser, byte[] json, int from) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "type" -> errorType = Json.string(parser, json, from, MAX_CODE_CHARS);
        case "message" -> errorMessage = Json.string(parser, json, from, MAX_MESSAGE_CHARS);
        default -> {}
      }
      parser.skipChildren();
    }
  }

  @Nullable String id() {
    return id;
  }

  private Set<CostReason> reasons() {
    Set<CostReason> reasons = EnumSet.noneOf(CostReason.class);
    reasons.addAll(usage.reasons());
    reasons.addAll(tools);
    if (hasSearched && usage.webSearches() == 0) {
      // A search that failed costs nothing; whether one did, cannot be told without the count.
      reasons.add(CostReason.WEB_SEARCH);
    }
    return reasons;
  }

  private Map<CostItem.Kind, Long> beside() {
    Map<CostItem.Kind, Long> beside = new EnumMap<>(CostItem.Kind.class);
    if (usage.webSearches() > 0) {
      beside.put(CostItem.Kind.WEB_SEARCH, usage.webSearches());
    }
    if (usage.longWritten() > 0) {
      beside.put(CostItem.Kind.LONG_CACHE_WRITE, usage.longWritten());
    }
    return beside;
  }

  AnswerFacts facts() {
    return new AnswerFacts(
        id,
        null,
        List.of(),
        model,
        usage.serviceTier(),
        null,
        usage.usage(),
        reasons(),
        beside(),
        usage.raw(),
        errorType,
        errorMessage,
        text.text());
  }
}
