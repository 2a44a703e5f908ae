package dev.keyporter.proxy.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** Finds what people would search for among the members of messages and items. */
public final class TextMembers {
  /** Not images, files, ids, signatures or encrypted reasoning. */
  private static final Set<String> NAMES =
      Set.of(
          "instructions", "input", "messages", "content", "text", "refusal", "output", "arguments");

  private TextMembers() {}

  /**
   * Adds every text below the value the parser stands on and leaves the parser at its end.
   *
   * @param json where the parser reads, from {@code from} on
   * @param name the value's own name
   */
  public static void collect(JsonParser parser, byte[] json, int from, SearchText text, String name)
      throws IOException {
    JsonToken value = parser.currentToken();
    if (value == JsonToken.VALUE_STRING && NAMES.contains(name)) {
      text.add(json, from + Json.tokenStart(parser));
      return;
    }
    if (!value.isStructStart()) {
      return;
    }
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && isText(parser)) {
        text.newPiece();
        text.add(json, from + Json.tokenStart(parser));
      }
    }
  }

  /** The same, on a line of its own. */
  public static void collectPiece(
      JsonParser parser, byte[] json, int from, SearchText text, String name) throws IOException {
    text.newPiece();
    collect(parser, json, from, text, name);
  }

  /** Judged by the member's name, or that of the member whose array this is. */
  private static boolean isText(JsonParser parser) {
    JsonStreamContext context = parser.getParsingContext();
    if (context.inArray()) {
      context = context.getParent();
    }
    String name = context.getCurrentName();
    return name != null && NAMES.contains(name);
  }
}
