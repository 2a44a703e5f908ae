package dev.keyporter.proxy.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the usage of a chat-completions stream in a request that does not say whether it wants
 * it: the one change made to a request. A provider that is asked also puts {@code "usage":null}
 * into every other chunk; those bytes stay as they come.
 */
public final class StreamUsage {
  private static final String ASK = "\"include_usage\":true";

  private StreamUsage() {}

  /**
   * The body with {@code stream_options.include_usage} set, every other byte as it was; the array
   * itself where the body says true or false, or where the provider is left to judge what it says.
   *
   * @param body in no content coding (see {@link ContentCoding#isIdentity})
   */
  public static byte[] splice(byte[] body) {
    try {
      Edit edit = edit(body);
      return edit == null ? body : edit.apply(body);
    } catch (IOException e) {
      return body;
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
      return Edit.insert(start, "\"stream_options\":{" + ASK + "}" + (empty ? "" : ","));
    }
  }

  private static @Nullable Edit editOptions(JsonParser parser) throws IOException {
    int start = Json.tokenStart(parser);
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Edit.replaceNull(start, "{" + ASK + "}");
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
        edit =
            value == JsonToken.VALUE_NULL
                ? Edit.replaceNull(Json.tokenStart(parser), "true")
                : null;
      }
      parser.skipChildren();
    }
    return named ? edit : Edit.insert(start + 1, ASK + (empty ? "" : ","));
  }

  /** Puts a text in the place of the bytes from {@code from} to {@code to}. */
  private record Edit(int from, int to, String text) {
    static Edit insert(int at, String text) {
      return new Edit(at, at, text);
    }

    static Edit replaceNull(int at, String text) {
      return new Edit(at, at + "null".length(), text);
    }

    byte[] apply(byte[] body) {
      byte[] inserted = text.getBytes(US_ASCII);
      byte[] edited = new byte[body.length - (to - from) + inserted.length];
      System.arraycopy(body, 0, edited, 0, from);
      System.arraycopy(inserted, 0, edited, from, inserted.length);
      System.arraycopy(body, to, edited, from + inserted.length, body.length - to);
      return edited;
    }
  }
}
