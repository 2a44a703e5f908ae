package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Optional;

/** Checks a request to the Responses API and brings its input into the form that is kept. */
final class ResponseInput {
  private static final int FEWEST_OUTPUT_TOKENS = 16;
  private static final double HIGHEST_TEMPERATURE = 2;
  private final DemoIds ids;
  private final DemoStore store;

  ResponseInput(DemoIds ids, DemoStore store) {
    this.ids = ids;
    this.store = store;
  }

  /** What the request asks, with what was said before; 400 where OpenAI's API says so. */
  DemoPrompt prompt(ObjectNode request, ArrayNode items) {
    var conversation = new ArrayList<JsonNode>();
    previous(request).ifPresent(id -> conversation.addAll(store.conversation(id)));
    items.forEach(conversation::add);
    return DemoPrompt.of(request.path("instructions").asText(""), conversation);
  }

  /** The request's own items, each with an id. */
  ArrayNode items(ObjectNode request) {
    JsonNode input = request.path("input");
    ArrayNode items = DemoJson.array();
    if (input.isTextual()) {
      items.add(message("user", input));
    }
    if (input.isArray()) {
      input.forEach(item -> items.add(kept(item)));
    }
    return items;
  }

  /** Fails for what OpenAI's API would not take. */
  void check(ObjectNode request) {
    boolean prompted = request.hasNonNull("prompt");
    if (!prompted) {
      model(request);
    }
    JsonNode input = request.path("input");
    if (input.isMissingNode() || input.isNull()) {
      if (!prompted && !request.hasNonNull("previous_response_id")) {
        throw DemoFailure.missing("input");
      }
    } else if (!input.isTextual() && !input.isArray()) {
      throw invalidType("input", "a string or an array of items");
    }
    double temperature = request.path("temperature").asDouble(1);
    if (temperature < 0 || temperature > HIGHEST_TEMPERATURE) {
      throw DemoFailure.invalid(
          "decimal_out_of_range", "temperature", "Invalid 'temperature': it goes from 0 to 2.");
    }
    if (request.path("max_output_tokens").asInt(FEWEST_OUTPUT_TOKENS) < FEWEST_OUTPUT_TOKENS) {
      throw DemoFailure.invalid(
          "integer_below_min_value",
          "max_output_tokens",
          "Invalid 'max_output_tokens': at least " + FEWEST_OUTPUT_TOKENS + " are expected.");
    }
    if (request.hasNonNull("previous_response_id") && request.hasNonNull("conversation")) {
      throw DemoFailure.invalid(
          "mutually_exclusive_parameters",
          "previous_response_id",
          "Name a 'previous_response_id' or a 'conversation', not both.");
    }
    previous(request);
  }

  /** The model a request names; 400 when it names none. */
  static String model(ObjectNode request) {
    JsonNode model = request.path("model");
    if (model.isMissingNode() || model.isNull()) {
      throw DemoFailure.missing("model");
    }
    if (!model.isTextual()) {
      throw invalidType("model", "a string");
    }
    return model.asText();
  }

  static DemoFailure invalidType(String param, String expected) {
    return DemoFailure.invalid(
        "invalid_type", param, "Invalid type for '" + param + "': expected " + expected + ".");
  }

  private Optional<String> previous(ObjectNode request) {
    if (!request.hasNonNull("previous_response_id")) {
      return Optional.empty();
    }
    String id = request.get("previous_response_id").asText();
    if (store.find(id).isEmpty()) {
      throw DemoFailure.invalid(
          "previous_response_not_found",
          "previous_response_id",
          "Previous response with id '" + id + "' not found.");
    }
    return Optional.of(id);
  }

  private ObjectNode kept(JsonNode item) {
    if (!(item instanceof ObjectNode given)) {
      throw invalidType("input", "items that are objects");
    }
    ObjectNode kept =
        given.has("role") && given.path("content").isTextual()
            ? message(given.path("role").asText(), given.get("content"))
            : given.deepCopy();
    if (!kept.hasNonNull("type")) {
      kept.put("type", "message");
    }
    if (!kept.hasNonNull("id")) {
      kept.put("id", ids.next("msg_"));
    }
    return kept;
  }

  private ObjectNode message(String role, JsonNode text) {
    if (role.equals("assistant")) {
      return ResponseObject.message(ids.next("msg_"), "completed", text.asText());
    }
    ObjectNode message = DemoJson.object();
    message.put("id", ids.next("msg_")).put("type", "message").put("status", "completed");
    message.put("role", role);
    message.putArray("content").addObject().put("type", "input_text").set("text", text);
    return message;
  }
}
