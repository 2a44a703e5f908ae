package dev.keyporter.proxy.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.traffic.Route;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads whole JSON answers. */
public final class JsonAnswerReader {
  private JsonAnswerReader() {}

  /**
   * Reads an answer's body; never fails: an answer that is no JSON object, or in an unknown content
   * coding, says nothing.
   *
   * @param status the HTTP status: of 400 and above only the error is read
   * @param contentEncoding the header's value, null where there is none
   * @param memory where the body's bytes without their coding are taken from
   */
  public static AnswerFacts read(
      Route route,
      int status,
      byte[] body,
      @Nullable String contentEncoding,
      BodyMemory.Share memory) {
    try (BodyMemory.Share decoding = memory.beside()) {
      byte[] json = ContentCoding.decode(body, contentEncoding, decoding).orElse(null);
      return json == null ? AnswerFacts.NONE : read(route, status, json);
    } catch (IOException | MalformedCodingException | ProxyException e) {
      return AnswerFacts.NONE;
    }
  }

  private static AnswerFacts read(Route route, int status, byte[] json) throws IOException {
    boolean answers = status < 400 && answers(route);
    var answer = new AnswerObject();
    var text = new SearchText();
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return AnswerFacts.NONE;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (answers && name.equals("output")) {
          new OutputItems(json, 0, text, answer.reasons()).read(parser);
        } else if (answers && name.equals("choices")) {
          new ChatChoices(json, 0, text, answer.reasons()).read(parser);
        } else if (!(answers || name.equals("error"))
            || !answer.readMember(name, parser, json, 0)) {
          parser.skipChildren();
        }
      }
    }
    return answer.facts(text.text());
  }

  /** Whether the route's answer is one a model gave, or an object about such an answer. */
  private static boolean answers(Route route) {
    return switch (route) {
      case CREATE_RESPONSE,
          RETRIEVE_RESPONSE,
          DELETE_RESPONSE,
          CANCEL_RESPONSE,
          COMPACT_RESPONSE,
          CREATE_CHAT_COMPLETION,
          CREATE_EMBEDDING ->
          true;
      case LIST_INPUT_ITEMS, COUNT_INPUT_TOKENS, LIST_MODELS, RETRIEVE_MODEL -> false;
    };
  }
}
