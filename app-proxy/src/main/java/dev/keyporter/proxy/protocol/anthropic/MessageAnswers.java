package dev.keyporter.proxy.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.payload.ContentCoding;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MalformedCodingException;
import dev.keyporter.proxy.protocol.AnswerFacts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads whole JSON answers. */
final class MessageAnswers {
  private MessageAnswers() {}

  /**
   * Reads an answer's body; never fails: one that is no JSON object, or in an unknown content
   * coding, says nothing.
   *
   * @param isMessage whether it is a message; of others only an error is read
   */
  static AnswerFacts read(
      byte[] body, @Nullable String contentEncoding, boolean isMessage, BodyMemory.Share memory) {
    var message = new MessageObject();
    try (BodyMemory.Share decoding = memory.beside()) {
      byte[] json = ContentCoding.decode(body, contentEncoding, decoding).orElse(null);
      if (json == null) {
        return AnswerFacts.NONE;
      }
      read(json, isMessage, message);
    } catch (IOException | MalformedCodingException | ProxyException e) {
      return AnswerFacts.NONE;
    }
    return message.facts();
  }

  private static void read(byte[] json, boolean isMessage, MessageObject message)
      throws IOException {
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("error")) {
          message.readError(parser, json, 0);
        } else if (isMessage) {
          message.readMember(name, parser, json, 0);
        } else {
          parser.skipChildren();
        }
      }
    }
  }
}
