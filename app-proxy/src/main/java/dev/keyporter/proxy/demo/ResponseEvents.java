package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The events of a response's stream, in the order and with the fields of OpenAI's API. */
final class ResponseEvents {
  private final List<ObjectNode> events = new ArrayList<>();
  private final ObjectNode end;
  private final JsonNode item;

  private ResponseEvents(ObjectNode end) {
    this.end = end;
    this.item = end.path("output").path(0);
  }

  /** Every event of a response that has ended. */
  static List<ObjectNode> of(ObjectNode end) {
    var sequence = new ResponseEvents(end);
    sequence.all();
    return List.copyOf(sequence.events);
  }

  /** The flat error event that ends a stream. */
  static ObjectNode error(int sequenceNumber) {
    ObjectNode event = DemoJson.object();
    event.put("type", "error").put("sequence_number", sequenceNumber).put("code", "server_error");
    event.put("message", "The prompt asked the demo provider for this error.");
    return event.putNull("param");
  }

  private void all() {
    ObjectNode begun = begun();
    add("response.created").set("response", begun);
    add("response.in_progress").set("response", begun);
    if (item.isObject()) {
      message();
    }
    add("response." + end.path("status").asText()).set("response", end);
  }

  private void message() {
    ObjectNode opened = item.deepCopy();
    opened.put("status", "in_progress").putArray("content");
    add("response.output_item.added").put("output_index", 0).set("item", opened);
    addToPart("response.content_part.added").set("part", ResponseObject.textPart(""));
    String text = item.path("content").path(0).path("text").asText();
    for (String piece : DemoText.pieces(text)) {
      addToPart("response.output_text.delta").put("delta", piece).putArray("logprobs");
    }
    addToPart("response.output_text.done").put("text", text).putArray("logprobs");
    addToPart("response.content_part.done").set("part", item.path("content").path(0));
    add("response.output_item.done").put("output_index", 0).set("item", item);
  }

  private ObjectNode begun() {
    ObjectNode begun = end.deepCopy();
    begun.put("status", "in_progress");
    begun.putNull("completed_at").putNull("error").putNull("incomplete_details").putNull("usage");
    begun.putArray("output");
    return begun;
  }

  private ObjectNode addToPart(String type) {
    ObjectNode event = add(type);
    event.put("item_id", item.path("id").asText());
    return event.put("output_index", 0).put("content_index", 0);
  }

  private ObjectNode add(String type) {
    ObjectNode event = DemoJson.object().put("type", type).put("sequence_number", events.size());
    events.add(event);
    return event;
  }
}
