package dev.keyporter.proxy.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Joins the events of a stream to the answer they add up to, also of one that broke off. */
final class StreamJoin {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<Integer, JsonNode> items = new TreeMap<>();
  private final Map<Integer, Map<Integer, StringBuilder>> texts = new TreeMap<>();
  private final Map<Integer, StringBuilder> arguments = new TreeMap<>();
  private final Map<Integer, ObjectNode> messages = new TreeMap<>();
  private final MessageJoin message = new MessageJoin();
  private JsonNode response = JSON.missingNode();

  /** Takes the next event's data. */
  void add(JsonNode event) {
    if (event.has("choices")) {
      event.path("choices").forEach(this::choice);
      return;
    }
    if (event.path("response").path("output").size() > 0) {
      response = event.path("response");
    }
    message.add(event);
    int index = event.path("output_index").asInt();
    switch (event.path("type").asText()) {
      case "response.output_item.added", "response.output_item.done" ->
          items.put(index, event.path("item"));
      case "response.output_text.delta", "response.refusal.delta" ->
          texts
              .computeIfAbsent(index, _ -> new TreeMap<>())
              .computeIfAbsent(event.path("content_index").asInt(), _ -> new StringBuilder())
              .append(event.path("delta").asText());
      case "response.function_call_arguments.delta" ->
          arguments
              .computeIfAbsent(index, _ -> new StringBuilder())
              .append(event.path("delta").asText());
      default -> {}
    }
  }

  private void choice(JsonNode choice) {
    ObjectNode message =
        messages.computeIfAbsent(choice.path("index").asInt(), _ -> JSON.objectNode());
    JsonNode delta = choice.path("delta");
    append(message, delta, "content");
    append(message, delta, "refusal");
    for (JsonNode piece : delta.path("tool_calls")) {
      ArrayNode calls = message.withArrayProperty("tool_calls");
      int index = Math.clamp(piece.path("index").asInt(), 0, calls.size());
      if (index == calls.size()) {
        calls.addObject();
      }
      ObjectNode function = ((ObjectNode) calls.get(index)).withObjectProperty("function");
      append(function, piece.path("function"), "name");
      append(function, piece.path("function"), "arguments");
    }
  }

  private static void append(ObjectNode to, JsonNode from, String name) {
    if (from.path(name).isTextual()) {
      to.put(name, to.path(name).asText("") + from.path(name).textValue());
    }
  }

  /** The answer as it would have come in one piece, as far as it came. */
  JsonNode answer() {
    if (!response.isMissingNode()) {
      return response;
    }
    if (message.hasBegun()) {
      return message.whole();
    }
    ObjectNode joined = JSON.objectNode();
    if (!messages.isEmpty()) {
      ArrayNode choices = joined.putArray("choices");
      messages.values().forEach(message -> choices.addObject().set("message", message));
      return joined;
    }
    ArrayNode output = joined.putArray("output");
    items.forEach((index, item) -> output.add(whole(index, item)));
    return joined;
  }

  private JsonNode whole(int index, JsonNode item) {
    boolean isWhole =
        item.path("content").size() > 0 || !item.path("arguments").asText("").isEmpty();
    if (isWhole || !item.isObject()) {
      return item;
    }
    ObjectNode filled = item.deepCopy();
    if (arguments.containsKey(index)) {
      filled.put("arguments", String.valueOf(arguments.get(index)));
    }
    if (texts.containsKey(index)) {
      ArrayNode content = filled.putArray("content");
      texts
          .getOrDefault(index, Map.of())
          .values()
          .forEach(
              text -> content.addObject().put("type", "output_text").put("text", text.toString()));
    }
    return filled;
  }
}
