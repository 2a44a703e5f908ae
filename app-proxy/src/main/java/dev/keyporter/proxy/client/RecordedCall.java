package dev.keyporter.proxy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call taken from the record, to be asked again or to go on from.
 *
 * @param question what its user said last
 * @param before what it went on from
 */
public record RecordedCall(Parameters parameters, Before before, String question) {
  /** Members that the playground has its own place for. */
  private static final List<String> OWN =
      List.of(
          "model",
          "instructions",
          "input",
          "messages",
          "previous_response_id",
          "stream",
          "stream_options",
          "max_output_tokens",
          "max_tokens",
          "max_completion_tokens",
          "reasoning_effort",
          "temperature",
          "top_p");

  /** Reads a recorded request, of Responses or chat completions; empty where it is neither. */
  public static Optional<RecordedCall> read(byte[] body) {
    JsonNode node = Json.read(new String(body, StandardCharsets.UTF_8)).orElse(null);
    if (!(node instanceof ObjectNode request)
        || !(request.has("input") || request.has("messages"))) {
      return Optional.empty();
    }
    List<Message> messages = new ArrayList<>();
    var instructions = new StringBuilder(Json.text(request, "instructions").orElse(""));
    JsonNode input = request.has("input") ? request.get("input") : request.get("messages");
    if (input.isTextual()) {
      messages.add(new Message(Message.USER, input.asText()));
    }
    for (JsonNode item : input) {
      Message message = message(item);
      if (message.role().equals("system") || message.role().equals("developer")) {
        instructions.append(instructions.isEmpty() ? "" : "\n").append(message.text());
      } else if (!message.role().isEmpty() && !message.text().isBlank()) {
        messages.add(message);
      }
    }
    String question = "";
    if (!messages.isEmpty() && messages.getLast().role().equals(Message.USER)) {
      question = messages.removeLast().text();
    }
    return Optional.of(
        new RecordedCall(
            parameters(request, instructions.toString()),
            new Before(Json.text(request, "previous_response_id").orElse(null), messages, null),
            question));
  }

  private static Message message(JsonNode item) {
    JsonNode content = item.path("content");
    if (content.isTextual()) {
      return new Message(item.path("role").asText(), content.asText());
    }
    List<String> parts = new ArrayList<>();
    content.forEach(part -> Json.text(part, "text").ifPresent(parts::add));
    return new Message(item.path("role").asText(), String.join("\n", parts));
  }

  private static Parameters parameters(ObjectNode request, String instructions) {
    ObjectNode more = request.deepCopy();
    more.remove(OWN);
    String effort = Json.text(request, "reasoning_effort").orElse(null);
    if (more.get("reasoning") instanceof ObjectNode reasoning) {
      effort = Json.text(reasoning, "effort").orElse(null);
      reasoning.remove("effort");
      if (reasoning.isEmpty()) {
        more.remove("reasoning");
      }
    }
    return new Parameters(
        request.path("model").asText(),
        instructions,
        effort,
        tokens(request),
        decimal(request, "temperature"),
        decimal(request, "top_p"),
        request.path("stream").asBoolean(false),
        MoreParameters.of(more));
  }

  private static @Nullable Long tokens(ObjectNode request) {
    for (String name : List.of("max_output_tokens", "max_completion_tokens", "max_tokens")) {
      if (request.path(name).canConvertToLong() && request.path(name).isIntegralNumber()) {
        return request.get(name).asLong();
      }
    }
    return null;
  }

  private static @Nullable BigDecimal decimal(ObjectNode request, String name) {
    return request.path(name).isNumber() ? request.get(name).decimalValue() : null;
  }
}
