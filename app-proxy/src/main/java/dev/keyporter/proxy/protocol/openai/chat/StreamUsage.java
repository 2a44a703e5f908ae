package dev.keyporter.proxy.protocol.openai.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.protocol.Rewrite;
import dev.keyporter.proxy.protocol.Rewrite.Edit;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the usage of a chat-completions stream in a request that does not say whether it wants
 * it. A provider that is asked also puts {@code "usage":null} into every other chunk; those bytes
 * stay as they come.
 */
final class StreamUsage {
  private static final String ASK = "\"include_usage\":true";

  private StreamUsage() {}

  /**
   * What sets {@code stream_options.include_usage}; nothing where the body says true or false, or
   * where the provider is left to judge what it says.
   */
  static Rewrite in(byte[] body) {
    try {
      Edit edit = edit(body);
      return edit == null ? Rewrite.NOTHING : new Rewrite(List.of(edit), true);
    } catch (IOException e) {
      return Rewrite.NOTHING;
    }
  }

  /** Where a member stands twice, the last one holds: the edit is made there. */
  private static @Nullable Edit edit(byte[] body) throws IOException {
    try (JsonParser parser = Json.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      int start = Json.tokenStart(parser) + 1;
      boolean empty = true;
      boolean named = false;
      Edit edit = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        empty = false;
        boolean options = parser.currentName().equals("stream_options");
        parser.nextToken();
        if (options) {
          named = true;
          edit = editOptions(parser);
        }
        parser.skipChildren();
      }
      if (named) {
        return edit;
      }
      return insert(start, "\"stream_options\":{" + ASK + "}" + (empty ? "" : ","));
    }
  }

  private static @Nullable Edit editOptions(JsonParser parser) throws IOException {
    int start = Json.tokenStart(parser);
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return replaceNull(start, "{" + ASK + "}");
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return null;
    }
    boolean empty = true;
    boolean named = false;
    Edit edit = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      empty = false;
      boolean usage = parser.currentName().equals("include_usage");
      JsonToken value = parser.nextToken();
      if (usage) {
        named = true;
        edit = value == JsonToken.VALUE_NULL ? replaceNull(Json.tokenStart(parser), "true") : null;
      }
      parser.skipChildren();
    }
    return named ? edit : insert(start + 1, ASK + (empty ? "" : ","));
  }

  private static Edit insert(int at, String text) {
    return new Edit(at, at, text.getBytes(US_ASCII));
  }

  private static Edit replaceNull(int at, String text) {
    return new Edit(at, at + "null".length(), text.getBytes(US_ASCII));
  }
}
