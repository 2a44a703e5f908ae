package dev.keyporter.proxy.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MemberScan;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.sse.SseEvent;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams of which no more is known than what all of OpenAI's have: pieces of text in {@code
 * delta} or {@code text}, usage in whichever event has it, {@code [DONE]} in some of them, an error
 * where they fail.
 */
public final class AnyStreamReader implements StreamReader {
  private final AnswerObject answer = new AnswerObject();
  private final SearchText text = new SearchText();
  private @Nullable Outcome outcome;

  @Override
  public boolean read(SseEvent event) {
    if (!event.hasData()) {
      return false;
    }
    Outcome ended = null;
    if (event.dataIs("[DONE]")) {
      ended = Outcome.COMPLETED;
    } else {
      boolean isError = event.name().equals("error") || isTyped(event, "error");
      if (collect(event) || isError) {
        isError |= readMembers(event, isError);
      }
      ended = isError ? Outcome.FAILED : null;
    }
    if (ended == null || outcome != null) {
      return false;
    }
    outcome = ended;
    return true;
  }

  private static boolean isTyped(SseEvent event, String type) {
    var members = new MemberScan(event.dataArray(), event.dataFrom(), event.dataTo());
    while (members.next()) {
      if (members.outermost() && members.nameIs("type") && members.valueStartsWith('"')) {
        return SearchText.decode(event.dataArray(), members.valueStart(), type.length() + 1)
            .equals(type);
      }
    }
    return false;
  }

  /** Adds the event's texts; true where it says more than that, and must be read. */
  private boolean collect(SseEvent event) {
    var members = new MemberScan(event.dataArray(), event.dataFrom(), event.dataTo());
    boolean more = answer.id() == null;
    while (members.next()) {
      boolean isOutermost = members.outermost();
      if (isOutermost && (members.nameIs("usage") || members.nameIs("error"))) {
        more |= !members.valueStartsWith('n');
      } else if (members.valueStartsWith('"')
          && (isOutermost ? members.nameIs("delta") : members.nameIs("text"))) {
        text.add(event.dataArray(), members.valueStart());
      }
    }
    return more;
  }

  /** True where the event is an error. */
  private boolean readMembers(SseEvent event, boolean isFlatError) {
    byte[] json = event.dataArray();
    int from = event.dataFrom();
    boolean isError = false;
    try (JsonParser parser = Json.parser(json, from, event.dataTo())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        isError |= name.equals("error") && value != JsonToken.VALUE_NULL;
        if (isFlatError) {
          answer.readErrorMember(name, parser, json, from);
        }
        if (!answer.readMember(name, parser, json, from)) {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // The client will stumble over it; what was read of it counts.
    }
    return isError;
  }

  @Override
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public boolean hasTerminalEvent() {
    return false;
  }

  @Override
  public boolean isReferableEarly() {
    return true;
  }

  @Override
  public Optional<String> responseId() {
    return Optional.ofNullable(answer.id());
  }

  @Override
  public boolean atUsageChunk() {
    return false;
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
