package dev.keyporter.proxy.protocol.openai.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.model.cost.CostReason;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MemberScan;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.protocol.openai.AnswerObject;
import dev.keyporter.proxy.protocol.openai.ErrorEvents;
import dev.keyporter.proxy.sse.SseEvent;
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
    } else if (event.name().equals("error")) {
      readChunk(event, true);
      ended = Outcome.FAILED;
    } else if (collectText(event) && readChunk(event, false)) {
      ended = Outcome.FAILED;
    }
    if (ended == null || outcome != null) {
      return false;
    }
    outcome = ended;
    return true;
  }

  /** Adds the chunk's texts; true where it may say more than that, and must be read. */
  private boolean collectText(SseEvent event) {
    byte[] json = event.dataArray();
    var members = new MemberScan(json, event.dataFrom(), event.dataTo());
    boolean more = answer.id() == null;
    while (members.next()) {
      if (members.outermost()) {
        more |= members.nameIs("usage") && members.valueStartsWith('{');
        more |= members.nameIs("error") && !members.valueStartsWith('n');
      } else if (members.valueStartsWith('"')
          && (members.nameIs("content")
              || members.nameIs("refusal")
              || members.nameIs("arguments"))) {
        // Pieces of one text, a few letters each: nothing goes between them.
        text.add(json, members.valueStart());
      } else if (members.nameIs("annotations") && members.valueIsFilledArray()) {
        answer.tools().uncounted(CostReason.WEB_SEARCH);
      }
    }
    return more;
  }

  /** True where the chunk is an error. */
  private boolean readChunk(SseEvent event, boolean flatError) {
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
          case "choices" -> noChoices = isEmptyArray(parser);
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
    } catch (IOException e) {
      // The client will stumble over it; what was read of it counts.
    }
    usageChunk = noChoices && usage;
    return error;
  }

  /** Leaves the parser at the value's end where it is an array. */
  private static boolean isEmptyArray(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return false;
    }
    boolean empty = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      empty = false;
    }
    return empty;
  }

  @Override
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public boolean isReferableEarly() {
    return false;
  }

  @Override
  public Optional<String> responseId() {
    return Optional.ofNullable(answer.id());
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
