package dev.keyporter.proxy.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/responses}, in the order in which one would write it. */
public final class CallBody {
  private final ObjectNode members = Json.object();

  /** Asks a question. */
  public CallBody(Parameters parameters, Before before, String question) {
    members.put("model", parameters.model());
    if (!parameters.instructions().isBlank()) {
      members.put("instructions", parameters.instructions());
    }
    if (before.previousResponseId() != null) {
      members.put("previous_response_id", before.previousResponseId());
    }
    if (before.messages().isEmpty()) {
      members.put("input", question);
    } else {
      ArrayNode input = members.putArray("input");
      before.messages().forEach(message -> add(input, message));
      add(input, new Message(Message.USER, question));
    }
    if (parameters.effort() != null) {
      members.putObject("reasoning").put("effort", parameters.effort());
    }
    if (parameters.maxOutputTokens() != null) {
      members.put("max_output_tokens", parameters.maxOutputTokens());
    }
    if (parameters.temperature() != null) {
      members.put("temperature", parameters.temperature());
    }
    if (parameters.topP() != null) {
      members.put("top_p", parameters.topP());
    }
    if (parameters.streamed()) {
      members.put("stream", true);
    }
    parameters.more().mergeInto(members);
  }

  private static void add(ArrayNode input, Message message) {
    input.addObject().put("role", message.role()).put("content", message.text());
  }

  /** As it is sent. */
  public String text() {
    return Json.write(members);
  }

  /** The members as texts, numbers, booleans, null, lists and maps. */
  public Map<String, @Nullable Object> members() {
    return Json.map(members);
  }
}
