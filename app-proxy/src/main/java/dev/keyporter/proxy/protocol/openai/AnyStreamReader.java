package dev.keyporter.proxy.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MemberScan;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.sse.SseEvent;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams of which no more is known than what all of OpenAI's have: they end with {@code
 * [DONE]} or an error.
 */
public final class AnyStreamReader implements StreamReader {
  private final AnswerObject answer = new AnswerObject();
  private @Nullable Outcome outcome;

  @Override
  public boolean read(SseEvent event) {
    if (!event.hasData() || outcome != null) {
      return false;
    }
    if (event.dataIs("[DONE]")) {
      outcome = Outcome.COMPLETED;
    } else if (event.name().equals("error") || hasError(event)) {
      readError(event);
      outcome = Outcome.FAILED;
    }
    return outcome != null;
  }

  private static boolean hasError(SseEvent event) {
    var members = new MemberScan(event.dataArray(), event.dataFrom(), event.dataTo());
    while (members.next()) {
      if (members.outermost() && members.nameIs("error")) {
        return !members.valueStartsWith('n');
      }
    }
    return false;
  }

  private void readError(SseEvent event) {
    byte[] json = event.dataArray();
    int from = event.dataFrom();
    try (JsonParser parser = Json.parser(json, from, event.dataTo())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        answer.readErrorMember(name, parser, json, from);
        if (!name.equals("error") || !answer.readMember(name, parser, json, from)) {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // The client will stumble over it; what was read of it counts.
    }
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
    return Optional.empty();
  }

  @Override
  public Optional<String> conversationId() {
    return Optional.empty();
  }

  @Override
  public boolean atUsageChunk() {
    return false;
  }

  @Override
  public AnswerFacts facts() {
    return answer.facts(null);
  }

  @Override
  public byte[] errorEvent(ProxyError error) {
    return ErrorEvents.chat(error);
  }
}
