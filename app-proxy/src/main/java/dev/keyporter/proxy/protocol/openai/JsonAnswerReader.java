package dev.keyporter.proxy.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.ContentCoding;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MalformedCodingException;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.protocol.AnswerFacts;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads whole JSON answers. */
public final class JsonAnswerReader {
  /** Reads answers that say nothing but whether they are an error. */
  public static final JsonAnswerReader OF_ERRORS = new JsonAnswerReader(false, Set.of(), null);

  /** Reads answers in which a model says nothing, or an object about one. */
  public static final JsonAnswerReader WITHOUT_CONTENT = new JsonAnswerReader(true, Set.of(), null);

  private final boolean answers;
  private final Set<String> contentNames;
  private final @Nullable Content content;

  /** Reads what a model said: its texts, and what in it costs money beside the tokens. */
  @FunctionalInterface
  public interface Content {
    /**
     * Reads the value the parser stands on and leaves the parser at its end.
     *
     * @param name the value's own
     * @param json where the parser reads, from {@code from} on
     */
    void read(String name, JsonParser parser, byte[] json, int from, SearchText text, ToolUse tools)
        throws IOException;
  }

  /**
   * @param contentNames the members that hold what the model said
   */
  public JsonAnswerReader(Set<String> contentNames, Content content) {
    this(true, contentNames, content);
  }

  private JsonAnswerReader(boolean answers, Set<String> contentNames, @Nullable Content content) {
    this.answers = answers;
    this.contentNames = contentNames;
    this.content = content;
  }

  /**
   * Reads an answer's body; never fails: an answer that is no JSON object, or in an unknown content
   * coding, says nothing.
   *
   * @param status the HTTP status: of 400 and above only the error is read
   * @param contentEncoding the header's value, null where there is none
   * @param memory where the body's bytes without their coding are taken from
   */
  public AnswerFacts read(
      int status, byte[] body, @Nullable String contentEncoding, BodyMemory.Share memory) {
    try (BodyMemory.Share decoding = memory.beside()) {
      byte[] json = ContentCoding.decode(body, contentEncoding, decoding).orElse(null);
      return json == null ? AnswerFacts.NONE : read(json, answers && status < 400);
    } catch (IOException | MalformedCodingException | ProxyException e) {
      return AnswerFacts.NONE;
    }
  }

  private AnswerFacts read(byte[] json, boolean isAnswer) throws IOException {
    var answer = new AnswerObject();
    var text = new SearchText();
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return AnswerFacts.NONE;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (isAnswer && content != null && contentNames.contains(name)) {
          content.read(name, parser, json, 0, text, answer.tools());
        } else if (!(isAnswer || name.equals("error"))
            || !answer.readMember(name, parser, json, 0)) {
          parser.skipChildren();
        }
      }
    }
    return answer.facts(text.text());
  }
}
