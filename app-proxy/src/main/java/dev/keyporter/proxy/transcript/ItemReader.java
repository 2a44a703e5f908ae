package dev.keyporter.proxy.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the items of the Responses API and the messages of other APIs as turns. */
final class ItemReader {
  private final List<Turn> turns = new ArrayList<>();

  /** What was read, neighbours of one role as one turn. */
  List<Turn> turns() {
    return List.copyOf(turns);
  }

  void add(@Nullable String role, List<Part> parts) {
    if (role == null || parts.isEmpty()) {
      return;
    }
    Turn last = turns.isEmpty() ? null : turns.getLast();
    if (last == null || !last.role().equals(role)) {
      turns.add(new Turn(role, parts));
      return;
    }
    List<Part> joined = new ArrayList<>(last.parts());
    joined.addAll(parts);
    turns.set(turns.size() - 1, new Turn(role, joined));
  }

  /** An item of a response's input or output. */
  void item(JsonNode item) {
    String type = item.path("type").asText(item.has("role") ? "message" : "");
    switch (type) {
      case "message" ->
          add(item.path("role").asText("user"), ContentReader.parts(item.path("content")));
      case "function_call", "custom_tool_call", "mcp_call" ->
          add("assistant", List.of(call(item, item.has("input") ? "input" : "arguments")));
      case "function_call_output", "custom_tool_call_output" ->
          add("tool", List.of(result(item.path("call_id"), item.path("output"))));
      case "reasoning" -> add("assistant", reasoning(item));
      case "image_generation_call" -> add("assistant", List.of(picture(item)));
      default ->
          add(
              type.endsWith("_output") ? "tool" : "assistant",
              List.of(new Part.Other(type, item.toString())));
    }
  }

  private static Part call(JsonNode call, String arguments) {
    return new Part.ToolCall(
        call.path("name").asText(""), ContentReader.words(call.path(arguments)));
  }

  private static Part result(JsonNode callId, JsonNode output) {
    return new Part.ToolResult(callId.asText(""), ContentReader.words(output));
  }

  /** Reasoning that is kept to itself has no summary, and is no turn. */
  private static List<Part> reasoning(JsonNode item) {
    List<Part> parts = new ArrayList<>();
    for (String name : List.of("summary", "content")) {
      for (Part part : ContentReader.parts(item.path(name))) {
        parts.add(part instanceof Part.Text text ? new Part.Reasoning(text.text()) : part);
      }
    }
    return parts;
  }

  private static Part picture(JsonNode item) {
    String format = item.path("output_format").asText("png");
    long bytes = item.path("result").asText("").length() * 3L / 4;
    return new Part.Attachment(Part.Attachment.Kind.IMAGE, "image/" + format, bytes);
  }

  /** A message of a chat. */
  void message(JsonNode message) {
    String role = message.path("role").asText("assistant");
    if (role.equals("tool") || role.equals("function")) {
      add("tool", List.of(result(message.path("tool_call_id"), message.path("content"))));
      return;
    }
    List<Part> parts = new ArrayList<>();
    for (Part part : ContentReader.parts(message.path("content"))) {
      if (part instanceof Part.ToolResult) {
        // Anthropic's clients send it as their user's, beside what the user says.
        add(role, parts);
        add("tool", List.of(part));
        parts.clear();
      } else {
        parts.add(part);
      }
    }
    if (message.path("refusal").isTextual()) {
      parts.add(new Part.Refusal(message.path("refusal").textValue()));
    }
    for (JsonNode call : message.path("tool_calls")) {
      parts.add(
          call(
              call.has("custom") ? call.path("custom") : call.path("function"),
              call.has("custom") ? "input" : "arguments"));
    }
    add(role, parts);
  }
}
