package dev.keyporter.proxy.protocol.openai.responses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.payload.Json;
import dev.keyporter.proxy.payload.MemberScan;
import dev.keyporter.proxy.payload.SearchText;
import dev.keyporter.proxy.protocol.AnswerFacts;
import dev.keyporter.proxy.protocol.EventType;
import dev.keyporter.proxy.protocol.StreamReader;
import dev.keyporter.proxy.protocol.openai.AnswerObject;
import dev.keyporter.proxy.protocol.openai.ErrorEvents;
import dev.keyporter.proxy.protocol.openai.ToolUse;
import dev.keyporter.proxy.sse.SseEvent;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads streams of the Responses API. An event's type stands in its line {@code event:}, or in its
 * data where there is no such line. Only events that can say something new are parsed.
 */
final class ResponsesStreamReader implements StreamReader {
  private static final int MAX_TYPE_CHARS = 100;

  private final AnswerObject answer = new AnswerObject();
  private SearchText text = new SearchText();
  private @Nullable Outcome outcome;
  private @Nullable SseEvent last;
  private long events;

  @Override
  public boolean read(SseEvent event) {
    if (!event.hasData()) {
      return false;
    }
    last = event;
    events++;
    return read(EventType.of(event), event);
  }

  private boolean read(String type, SseEvent event) {
    switch (type) {
      case "response.output_text.delta",
          "response.refusal.delta",
          "response.function_call_arguments.delta",
          "response.custom_tool_call_input.delta" ->
          readDelta(event);
      case "response.output_item.added" -> {
        text.newPiece();
        readItemType(event, ToolUse.Seen.BEGUN);
      }
      case "response.output_item.done" -> readItemType(event, ToolUse.Seen.DONE);
      case "response.content_part.added" -> text.newPiece();
      case "response.created", "response.queued", "response.in_progress" -> {
        if (answer.id() == null) {
          readObject(event, false);
        }
      }
      case "response.completed", "response.incomplete" -> {
        return end(Outcome.COMPLETED, event, false);
      }
      case "response.failed" -> {
        return end(Outcome.FAILED, event, false);
      }
      case "error" -> {
        return end(Outcome.FAILED, event, true);
      }
      default -> {}
    }
    return false;
  }

  private boolean end(Outcome ended, SseEvent event, boolean flatError) {
    readObject(event, flatError);
    if (outcome != null) {
      return false;
    }
    outcome = ended;
    return true;
  }

  /** The terminal event may come without the items, or not at all. */
  private void readItemType(SseEvent event, ToolUse.Seen where) {
    var members = new MemberScan(event.dataArray(), event.dataFrom(), event.dataTo());
    String type = null;
    while (type == null && members.next()) {
      if (members.depth() == 2 && members.nameIs("type") && members.valueStartsWith('"')) {
        type = SearchText.decode(event.dataArray(), members.valueStart(), MAX_TYPE_CHARS);
      }
    }
    if ("web_search_call".equals(type) || "code_interpreter_call".equals(type)) {
      readItem(event, where);
    } else {
      answer.tools().item(type, where);
    }
  }

  /** What such a call costs depends on more than its type. */
  private void readItem(SseEvent event, ToolUse.Seen where) {
    byte[] json = event.dataArray();
    int from = event.dataFrom();
    // Its texts come with the whole answer, or not at all.
    var items = new OutputItems(json, from, new SearchText(), answer.tools(), where);
    try (JsonParser parser = Json.parser(json, from, event.dataTo())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isItem = parser.currentName().equals("item");
        if (parser.nextToken() == JsonToken.START_OBJECT && isItem) {
          items.readItem(parser);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // The client will stumble over it; what was read of it counts.
    }
  }

  private void readDelta(SseEvent event) {
    var members = new MemberScan(event.dataArray(), event.dataFrom(), event.dataTo());
    while (members.next()) {
      if (members.outermost() && members.nameIs("delta") && members.valueStartsWith('"')) {
        text.add(event.dataArray(), members.valueStart());
        return;
      }
    }
  }

  /** Reads an event that holds a response, or is an error, flat or in an object of its own. */
  private void readObject(SseEvent event, boolean flatError) {
    byte[] json = event.dataArray();
    int from = event.dataFrom();
    try (JsonParser parser = Json.parser(json, from, event.dataTo())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("response") && value == JsonToken.START_OBJECT) {
          readResponse(parser, json, from);
        } else if (name.equals("error") || name.equals("usage")) {
          answer.readMember(name, parser, json, from);
        } else if (flatError && !name.equals("type")) {
          answer.readErrorMember(name, parser, json, from);
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // The client will stumble over it; what was read of it counts.
    }
  }

  private void readResponse(JsonParser parser, byte[] json, int from) throws IOException {
    var whole = new SearchText();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("output")) {
        new OutputItems(json, from, whole, answer.tools(), ToolUse.Seen.WHOLE).read(parser);
      } else if (!answer.readMember(name, parser, json, from)) {
        parser.skipChildren();
      }
    }
    if (!whole.isEmpty()) {
      // The deltas are part of it at most: a stream may be taken up in the middle.
      text = whole;
    }
  }

  @Override
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
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
    return ErrorEvents.responses(error, nextSequenceNumber());
  }

  /** Events are numbered from 0 on; where the last one has no number, they are counted. */
  private long nextSequenceNumber() {
    if (last == null) {
      return 0;
    }
    try (JsonParser parser = Json.parser(last.dataArray(), last.dataFrom(), last.dataTo())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean named = parser.currentName().equals("sequence_number");
          parser.nextToken();
          if (named && Json.count(parser) >= 0) {
            return Json.count(parser) + 1;
          }
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // Counted instead.
    }
    return events;
  }
}
