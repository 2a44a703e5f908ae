package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages, and its list of models. */
final class DemoMessages {
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-sonnet-5", "claude-haiku-4-5");

  private final DemoIds ids;
  private final Duration pace;

  DemoMessages(DemoIds ids, Duration pace) {
    this.ids = ids;
    this.pace = pace;
  }

  /** What to say and what it counts. */
  private record Message(ObjectNode head, String text, boolean whole, int input) {
    String stopReason() {
      return whole ? "end_turn" : "max_tokens";
    }

    ObjectNode usage(int output) {
      ObjectNode usage = DemoJson.object().put("input_tokens", input);
      usage.put("cache_creation_input_tokens", 0).put("cache_read_input_tokens", 0);
      usage
          .putObject("cache_creation")
          .put("ephemeral_5m_input_tokens", 0)
          .put("ephemeral_1h_input_tokens", 0);
      usage.put("output_tokens", output).put("service_tier", "standard");
      return usage.put("inference_geo", "not_available");
    }
  }

  void create(ServerRequest http, ServerResponse answer) {
    ObjectNode request = DemoRoutes.body(http);
    String model = ResponseInput.model(request);
    if (!request.path("max_tokens").canConvertToInt() || request.path("max_tokens").asInt() < 1) {
      throw DemoFailure.invalid("", "", "max_tokens: Field required, a whole number from 1 on.");
    }
    DemoPrompt prompt = prompt(request);
    DemoFault fault = DemoFaults.met(prompt.text()).orElse(null);
    String said = DemoText.answer(prompt);
    String text = DemoText.atMost(request.path("max_tokens").asInt(), said);
    ObjectNode head = DemoJson.object().put("id", ids.next("msg_")).put("type", "message");
    head.put("role", "assistant").put("model", model).put("demo", DemoText.NOTICE);
    var message = new Message(head, text, text.length() == said.length(), prompt.tokens());
    if (request.path("stream").asBoolean()) {
      stream(answer, message, fault);
    } else {
      whole(answer, message, fault);
    }
  }

  void countTokens(ServerRequest http, ServerResponse answer) {
    ObjectNode request = DemoRoutes.body(http);
    ResponseInput.model(request);
    DemoRoutes.send(answer, DemoJson.object().put("input_tokens", prompt(request).tokens()));
  }

  private static DemoPrompt prompt(ObjectNode request) {
    JsonNode messages = request.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw DemoFailure.invalid("", "", "messages: at least one message is required.");
    }
    JsonNode system = request.path("system");
    StringBuilder instructions = new StringBuilder(system.asText(""));
    system.forEach(block -> instructions.append(block.path("text").asText("")));
    return DemoPrompt.of(instructions.toString(), messages);
  }

  private static void whole(ServerResponse answer, Message message, @Nullable DemoFault fault) {
    if (fault instanceof DemoFault.Failed || fault instanceof DemoFault.ErrorEvent) {
      throw DemoFailure.asked(500);
    }
    ObjectNode whole = message.head();
    whole.putArray("content").addObject().put("type", "text").put("text", message.text());
    whole.put("stop_reason", message.stopReason()).putNull("stop_sequence");
    whole.set("usage", message.usage(DemoText.tokens(message.text())));
    if (fault instanceof DemoFault.Drop) {
      DemoRoutes.sendHalf(answer, whole);
    }
    DemoRoutes.send(answer, whole);
  }

  private void stream(ServerResponse answer, Message message, @Nullable DemoFault fault) {
    var stream = new EventStream(answer, pace);
    ObjectNode start = event("message_start");
    ObjectNode head = message.head().deepCopy();
    head.putArray("content");
    head.putNull("stop_reason").putNull("stop_sequence").set("usage", message.usage(1));
    start.set("message", head);
    send(stream, start);
    ObjectNode block = event("content_block_start").put("index", 0);
    block.putObject("content_block").put("type", "text").put("text", "");
    send(stream, block);
    send(stream, event("ping"));
    List<String> pieces = DemoText.pieces(message.text());
    for (String piece : fault == null ? pieces : pieces.subList(0, pieces.size() / 2)) {
      stream.pause();
      ObjectNode delta = event("content_block_delta").put("index", 0);
      delta.putObject("delta").put("type", "text_delta").put("text", piece);
      send(stream, delta);
    }
    if (fault instanceof DemoFault.Drop) {
      throw EventStream.broken();
    }
    if (fault != null) {
      stream.send("error", DemoFailure.asked(500).messageBody());
      stream.finish();
      return;
    }
    send(stream, event("content_block_stop").put("index", 0));
    ObjectNode end = event("message_delta");
    end.putObject("delta").put("stop_reason", message.stopReason()).putNull("stop_sequence");
    end.set("usage", message.usage(DemoText.tokens(message.text())));
    send(stream, end);
    send(stream, event("message_stop"));
    stream.finish();
  }

  private static ObjectNode event(String type) {
    return DemoJson.object().put("type", type);
  }

  private static void send(EventStream stream, ObjectNode event) {
    stream.send(event.path("type").asText(), event);
  }

  void listModels(ServerRequest http, ServerResponse answer) {
    ObjectNode list = DemoJson.object();
    ArrayNode data = list.putArray("data");
    MODELS.forEach(model -> data.add(model(model)));
    list.put("has_more", false).put("first_id", MODELS.getFirst());
    DemoRoutes.send(answer, list.put("last_id", MODELS.getLast()));
  }

  void retrieveModel(ServerRequest http, ServerResponse answer) {
    String model = http.path().pathParameters().get("model");
    if (!MODELS.contains(model)) {
      throw DemoFailure.unknownModel(model);
    }
    DemoRoutes.send(answer, model(model));
  }

  private static ObjectNode model(String id) {
    ObjectNode model = DemoJson.object().put("type", "model").put("id", id);
    model.put("display_name", id).put("created_at", "2026-01-01T00:00:00Z");
    model.put("lifecycle", "active").put("line", id.split("-", -1)[1]);
    model.putNull("capabilities").putNull("deprecated_at").putNull("retires_at");
    return model.putNull("max_input_tokens").putNull("max_tokens");
  }
}
