package dev.keyporter.proxy.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.error.ProxyError;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams of the chat completions API. The terminal event is {@code [DONE]}, or a chunk that
 * is an error.
 */
final class ChatStreamReader implements StreamReader {
  private final AnswerObject answer = new AnswerObject();
  private final SearchText text = new SearchText();
  private @Nullable Outcome outcome;
  private boolean usageChunk;

  @Override
  public boolean read(SseEvent event) {
    usageChunk = false;
    if (!event.hasData()) {
      return false;
    }
    Outcome ended = null;
    if (event.dataIs("[DONE]")) {
      ended = Outcome.COMPLETED;
    } else {
      boolean failed = event.name().equals("error");
      try {
        failed |= readChunk(event, failed);
      } catch (IOException e) {
        // The client will stumble over it; what came before it counts.
      }
      ended = failed ? Outcome.FAILED : null;
    }
    if (ended == null || outcome != null) {
      return false;
    }
    outcome = ended;
    return true;
  }

  /** True where the chunk is an error. */
  private boolean readChunk(SseEvent event, boolean flatError) throws IOException {
    byte[] json = event.dataArray();
    int from = event.dataFrom();
    boolean noChoices = false;
    boolean usage = false;
    boolean error = false;
    try (JsonParser parser = Json.parser(json, from, event.dataTo())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "choices" -> noChoices = readChoices(parser, json, from);
          case "usage" -> usage = value == JsonToken.START_OBJECT;
          case "error" -> error = value != JsonToken.VALUE_NULL;
          default -> {}
        }
        if (flatError) {
          answer.readErrorMember(name, parser, json, from);
        }
        if (!answer.readMember(name, parser, json, from)) {
          parser.skipChildren();
        }
      }
    }
    usageChunk = noChoices && usage;
    return error;
  }

  /** Adds the texts of the choices; true where there are none. */
  private boolean readChoices(JsonParser parser, byte[] json, int from) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return false;
    }
    boolean none = true;
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      none &= token == JsonToken.END_ARRAY && depth == 1;
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING && TextMembers.isText(parser)) {
        // Pieces of one text, a few letters each: nothing goes between them.
        text.add(json, from + Json.tokenStart(parser));
      }
    }
    return none;
  }

  @Override
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public Optional<String> responseId() {
    return Optional.ofNullable(answer.id());
  }

  @Override
  public Optional<String> conversationId() {
    return Optional.empty();
  }

  @Override
  public boolean atUsageChunk() {
    return usageChunk;
  }

  @Override
  public AnswerFacts facts() {
    return answer.facts(text.text());
  }

  @Override
  public byte[] errorEvent(ProxyError error) {
    return ErrorEvents.chat(error);
  }
}
