package dev.keyporter.proxy.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.SearchText;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what people would search for in messages and their content blocks. */
final class BlockTexts {
  /** Not images, documents, ids, signatures or encrypted content. */
  private static final Set<String> NAMES =
      Set.of("system", "messages", "content", "text", "thinking");

  /** What a tool is called with: JSON of its own, of which every text counts. */
  private static final String TOOL_INPUT = "input";

  private static final int NOWHERE = Integer.MAX_VALUE;

  private BlockTexts() {}

  /**
   * Adds every text below the value the parser stands on, a line each, and leaves the parser at its
   * end.
   *
   * @param json where the parser reads, from {@code from} on
   * @param name the value's own name
   */
  static void collect(JsonParser parser, byte[] json, int from, SearchText text, String name)
      throws IOException {
    JsonToken value = parser.currentToken();
    if (value == JsonToken.VALUE_STRING && NAMES.contains(name)) {
      add(parser, json, from, text);
    }
    if (!value.isStructStart()) {
      return;
    }
    int depth = 1;
    int inputDepth = name.equals(TOOL_INPUT) ? depth : NOWHERE;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
        if (depth < inputDepth && TOOL_INPUT.equals(parser.currentName())) {
          inputDepth = depth;
        }
      } else if (token.isStructEnd()) {
        depth--;
        inputDepth = depth < inputDepth ? NOWHERE : inputDepth;
      } else if (token == JsonToken.VALUE_STRING
          && (depth >= inputDepth || isNamedText(parser.currentName()))) {
        add(parser, json, from, text);
      }
    }
  }

  private static boolean isNamedText(@Nullable String name) {
    return name != null && NAMES.contains(name);
  }

  private static void add(JsonParser parser, byte[] json, int from, SearchText text) {
    text.newPiece();
    text.add(json, from + Json.tokenStart(parser));
  }
}
