package dev.keyporter.proxy.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MemberScan;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.EventType;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.sse.SseEvent;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams of messages. The terminal event is {@code message_stop}, or an error. Only events
 * that can say something new are parsed.
 */
final class MessagesStreamReader implements StreamReader {
  private final MessageObject message = new MessageObject();
  private @Nullable Outcome outcome;

  @Override
  public boolean read(SseEvent event) {
    if (!event.hasData()) {
      return false;
    }
    switch (EventType.of(event)) {
      case "content_block_delta" -> readDelta(event);
      case "message_start", "content_block_start", "message_delta" -> readMembers(event);
      case "message_stop" -> {
        return end(Outcome.COMPLETED);
      }
      case "error" -> {
        readMembers(event);
        return end(Outcome.FAILED);
      }
      default -> {}
    }
    return false;
  }

  private boolean end(Outcome ended) {
    if (outcome != null) {
      return false;
    }
    outcome = ended;
    return true;
  }

  private void readDelta(SseEvent event) {
    var members = new MemberScan(event.dataArray(), event.dataFrom(), event.dataTo());
    while (members.next()) {
      if (members.depth() == 2
          && members.valueStartsWith('"')
          && (members.nameIs("text")
              || members.nameIs("partial_json")
              || members.nameIs("thinking"))) {
        message.addText(event.dataArray(), members.valueStart());
        return;
      }
    }
  }

  private void readMembers(SseEvent event) {
    byte[] json = event.dataArray();
    int from = event.dataFrom();
    try (JsonParser parser = Json.parser(json, from, event.dataTo())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "message" -> readMessage(parser, json, from);
          case "content_block" -> message.readBlock(parser, json, from);
          case "usage" -> message.readMember(name, parser, json, from);
          case "error" -> message.readError(parser, json, from);
          default -> parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // The client will stumble over it; what was read of it counts.
    }
  }

  private void readMessage(JsonParser parser, byte[] json, int from) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      message.readMember(name, parser, json, from);
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
    return Optional.ofNullable(message.id());
  }

  @Override
  public boolean atUsageChunk() {
    return false;
  }

  @Override
  public AnswerFacts facts() {
    return message.facts();
  }

  @Override
  public byte[] errorEvent(ProxyError error) {
    return ErrorJson.event(error);
  }
}
