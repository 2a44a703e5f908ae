package dev.keyporter.proxy.protocol.openai.responses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.payload.TextMembers;
import dev.keyporter.proxy.protocol.openai.ToolUse;
import java.io.IOException;
import java.util.Set;

/**
 * Reads the items of a response's output: their texts, for searching, and which of them cost money
 * beside the tokens.
 */
final class OutputItems {
  private static final int MAX_TYPE_CHARS = 100;

  private final byte[] json;
  private final int from;
  private final SearchText text;
  private final Set<CostReason> reasons;

  /**
   * @param json where the parser reads, from {@code from} on
   */
  OutputItems(byte[] json, int from, SearchText text, Set<CostReason> reasons) {
    this.json = json;
    this.from = from;
    this.text = text;
    this.reasons = reasons;
  }

  /** Reads the value of {@code output} the parser stands on and leaves the parser at its end. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NULL) {
        ToolUse.note(null, reasons);
      }
      TextMembers.collect(parser, json, from, text, "output");
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readItem(parser);
      } else {
        ToolUse.note(null, reasons);
        TextMembers.collectPiece(parser, json, from, text, "output");
      }
    }
  }

  private void readItem(JsonParser parser) throws IOException {
    String type = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "type" -> {
          type = Json.string(parser, json, from, MAX_TYPE_CHARS);
          parser.skipChildren();
        }
        case "environment" -> readEnvironment(parser);
        default -> TextMembers.collectPiece(parser, json, from, text, name);
      }
    }
    ToolUse.note(type, reasons);
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
        reasons.add(CostReason.HOSTED_SHELL);
      }
      parser.skipChildren();
    }
  }
}
