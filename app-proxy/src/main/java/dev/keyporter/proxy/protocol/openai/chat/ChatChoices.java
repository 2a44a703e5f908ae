package dev.keyporter.proxy.protocol.openai.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.payload.TextMembers;
import dev.keyporter.proxy.protocol.openai.ToolUse;
import java.io.IOException;

/**
 * Reads the choices of a chat completion: their texts, for searching, and whether the web was
 * searched for them, which only their annotations tell.
 */
final class ChatChoices {
  private final byte[] json;
  private final int from;
  private final SearchText text;
  private final ToolUse tools;

  /**
   * @param json where the parser reads, from {@code from} on
   */
  ChatChoices(byte[] json, int from, SearchText text, ToolUse tools) {
    this.json = json;
    this.from = from;
    this.text = text;
    this.tools = tools;
  }

  /** Reads the value of {@code choices} the parser stands on and leaves the parser at its end. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      TextMembers.collect(parser, json, from, text, "choices");
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readMembers(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readMembers(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("message") && value == JsonToken.START_OBJECT) {
        readMembers(parser);
      } else if (name.equals("annotations") && value == JsonToken.START_ARRAY) {
        readAnnotations(parser);
      } else {
        TextMembers.collectPiece(parser, json, from, text, name);
      }
    }
  }

  private void readAnnotations(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      tools.uncounted(CostReason.WEB_SEARCH);
      parser.skipChildren();
    }
  }
}
