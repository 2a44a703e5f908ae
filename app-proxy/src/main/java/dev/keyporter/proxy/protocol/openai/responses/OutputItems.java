package dev.keyporter.proxy.protocol.openai.responses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.payload.TextMembers;
import dev.keyporter.proxy.protocol.openai.ToolUse;
import java.io.IOException;

/**
 * Reads the items of a response's output: their texts, for searching, and which of them cost money
 * beside the tokens.
 */
final class OutputItems {
  private static final int MAX_TYPE_CHARS = 100;
  private static final int MAX_ID_CHARS = 255;

  private final byte[] json;
  private final int from;
  private final SearchText text;
  private final ToolUse tools;
  private final ToolUse.Seen where;

  /**
   * @param json where the parser reads, from {@code from} on
   * @param where the items stand
   */
  OutputItems(byte[] json, int from, SearchText text, ToolUse tools, ToolUse.Seen where) {
    this.json = json;
    this.from = from;
    this.text = text;
    this.tools = tools;
    this.where = where;
  }

  /** Reads the value of {@code output} the parser stands on and leaves the parser at its end. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NULL) {
        tools.item(null, where);
      }
      TextMembers.collect(parser, json, from, text, "output");
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readItem(parser);
      } else {
        tools.item(null, where);
        TextMembers.collectPiece(parser, json, from, text, "output");
      }
    }
  }

  /** Reads the item the parser stands on, an object, and leaves the parser at its end. */
  void readItem(JsonParser parser) throws IOException {
    String type = null;
    // Whether a search that failed, or looked at a page only, is paid is not known.
    boolean isUnsure = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "type" -> {
          type = Json.string(parser, json, from, MAX_TYPE_CHARS);
          parser.skipChildren();
        }
        case "status" -> {
          isUnsure |= "failed".equals(Json.string(parser, json, from, MAX_TYPE_CHARS));
          parser.skipChildren();
        }
        case "action" -> isUnsure |= isNoSearch(parser);
        case "container_id" -> {
          String container = Json.string(parser, json, from, MAX_ID_CHARS);
          if (container != null) {
            tools.container(container);
          }
          parser.skipChildren();
        }
        case "environment" -> readEnvironment(parser);
        default -> TextMembers.collectPiece(parser, json, from, text, name);
      }
    }
    tools.item(type, where);
    if (isUnsure && "web_search_call".equals(type)) {
      tools.uncounted(CostReason.WEB_SEARCH);
    }
  }

  /** Whether an action names another kind than a search; collects its texts. */
  private boolean isNoSearch(JsonParser parser) throws IOException {
    boolean isOther = false;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      TextMembers.collectPiece(parser, json, from, text, "action");
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("type")) {
        isOther = !"search".equals(Json.string(parser, json, from, MAX_TYPE_CHARS));
        parser.skipChildren();
      } else {
        TextMembers.collectPiece(parser, json, from, text, name);
      }
    }
    return isOther;
  }

  /** Where a shell ran: with the client, or in a container of the provider's. */
  private void readEnvironment(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean named = parser.currentName().equals("type");
      parser.nextToken();
      if (named && !"local".equals(Json.string(parser, json, from, MAX_TYPE_CHARS))) {
        tools.uncounted(CostReason.HOSTED_SHELL);
      }
      parser.skipChildren();
    }
  }
}
