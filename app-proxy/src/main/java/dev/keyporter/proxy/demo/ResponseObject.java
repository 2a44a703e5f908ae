package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Response objects with every field OpenAI's API answers with, the request's own words echoed. */
final class ResponseObject {
  private static final List<String> ECHOED_OR_NULL =
      List.of(
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "previous_response_id",
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "user");
  private static final ObjectNode DEFAULTS =
      DemoJson.read(
          """
          {"background":false,"metadata":{},"parallel_tool_calls":true,
           "reasoning":{"effort":null,"summary":null},"store":true,"temperature":1.0,
           "text":{"format":{"type":"text"},"verbosity":"medium"},"tool_choice":"auto","tools":[],
           "top_logprobs":0,"top_p":1.0,"truncation":"disabled"}
          """
              .getBytes(StandardCharsets.UTF_8));

  private ResponseObject() {}

  /** A response that has not said anything yet. */
  static ObjectNode begun(String id, long createdAtSeconds, ObjectNode request) {
    ObjectNode response = DemoJson.object();
    response.put("id", id).put("object", "response").put("created_at", createdAtSeconds);
    response.put("status", "in_progress");
    response.put("demo", DemoText.NOTICE);
    response.putNull("completed_at").putNull("error").putNull("incomplete_details");
    response.set("model", request.get("model"));
    ECHOED_OR_NULL.forEach(
        name -> response.set(name, request.hasNonNull(name) ? request.get(name) : null));
    DEFAULTS
        .properties()
        .forEach(
            it ->
                response.set(
                    it.getKey(),
                    request.hasNonNull(it.getKey()) ? request.get(it.getKey()) : it.getValue()));
    if (request.hasNonNull("conversation")) {
      JsonNode conversation = request.get("conversation");
      String name = conversation.path("id").asText(conversation.asText());
      response.putObject("conversation").put("id", name);
    }
    response.put("service_tier", "default");
    response.putArray("output");
    response.putNull("usage");
    return response;
  }

  /** The same response with its answer; cut off where the request's limit says so. */
  static ObjectNode answered(
      ObjectNode begun, String messageId, String answer, int inputTokens, long atSeconds) {
    ObjectNode response = begun.deepCopy();
    int limit = begun.path("max_output_tokens").asInt(Integer.MAX_VALUE);
    String text = DemoText.atMost(limit, answer);
    boolean whole = text.length() == answer.length();
    String status = whole ? "completed" : "incomplete";
    response.put("status", status);
    if (whole) {
      response.put("completed_at", atSeconds);
    } else {
      response.putObject("incomplete_details").put("reason", "max_output_tokens");
    }
    response.putArray("output").add(message(messageId, status, text));
    response.set("usage", usage(inputTokens, DemoText.tokens(text)));
    return response;
  }

  /** The same response, failed. */
  static ObjectNode failed(ObjectNode begun) {
    ObjectNode response = begun.deepCopy();
    response.put("status", "failed");
    response
        .putObject("error")
        .put("code", "server_error")
        .put("message", "The prompt asked the demo provider to fail.");
    return response;
  }

  static ObjectNode usage(int input, int output) {
    ObjectNode usage = DemoJson.object();
    usage.put("input_tokens", input);
    usage.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
    usage.put("output_tokens", output);
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    return usage.put("total_tokens", input + output);
  }

  static ObjectNode message(String id, String status, String text) {
    ObjectNode message = DemoJson.object();
    message.put("id", id).put("type", "message").put("status", status);
    ArrayNode content = message.putArray("content");
    message.put("role", "assistant");
    content.add(textPart(text));
    return message;
  }

  static ObjectNode textPart(String text) {
    ObjectNode part = DemoJson.object().put("type", "output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part.put("text", text);
  }
}
