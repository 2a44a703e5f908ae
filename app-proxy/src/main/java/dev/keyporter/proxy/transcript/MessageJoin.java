package dev.keyporter.proxy.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Joins the events of a stream of Anthropic's to the message they add up to. */
final class MessageJoin {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Where the pieces of a block go, by what the pieces are called. */
  private static final Map<String, String> MEMBERS =
      Map.of("text", "text", "thinking", "thinking", "partial_json", "input");

  private final Map<Integer, ObjectNode> blocks = new TreeMap<>();
  private final Map<Integer, Map<String, StringBuilder>> pieces = new TreeMap<>();
  private boolean hasBegun;

  /** Takes the next event's data; what is no event of a message changes nothing. */
  void add(JsonNode event) {
    int index = event.path("index").asInt();
    switch (event.path("type").asText()) {
      case "message_start" -> hasBegun = true;
      case "content_block_start" -> {
        hasBegun = true;
        if (event.path("content_block") instanceof ObjectNode block) {
          blocks.put(index, block);
        }
      }
      case "content_block_delta" -> MEMBERS.forEach((from, to) -> piece(index, event, from, to));
      default -> {}
    }
  }

  private void piece(int index, JsonNode event, String from, String to) {
    JsonNode piece = event.path("delta").path(from);
    if (piece.isTextual()) {
      pieces
          .computeIfAbsent(index, _ -> new TreeMap<>())
          .computeIfAbsent(to, _ -> new StringBuilder())
          .append(piece.textValue());
    }
  }

  /** Whether there was an event of a message. */
  boolean hasBegun() {
    return hasBegun;
  }

  /** The message as it would have come in one piece, as far as it came. */
  JsonNode whole() {
    ObjectNode message = JSON.objectNode().put("type", "message").put("role", "assistant");
    ArrayNode content = message.putArray("content");
    blocks.forEach(
        (index, block) -> {
          ObjectNode filled = block.deepCopy();
          pieces
              .getOrDefault(index, Map.of())
              .forEach((member, text) -> filled.put(member, text.toString()));
          content.add(filled);
        });
    return message;
  }
}
