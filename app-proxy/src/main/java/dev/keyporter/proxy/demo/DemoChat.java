package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chat completions. */
final class DemoChat {
  private static final int MOST_CHOICES = 128;
  private static final String FINGERPRINT = "fp_keyporter_demo";
  private final DemoIds ids;
  private final Clock clock;
  private final Duration pace;

  DemoChat(DemoIds ids, Clock clock, Duration pace) {
    this.ids = ids;
    this.clock = clock;
    this.pace = pace;
  }

  /** What to say, how often, and what it counts. */
  private record Completion(ObjectNode head, String text, boolean whole, int choices, int input) {
    String finishReason() {
      return whole ? "stop" : "length";
    }

    ObjectNode usage() {
      int output = DemoText.tokens(text) * choices;
      ObjectNode usage = DemoJson.object();
      usage.put("prompt_tokens", input).put("completion_tokens", output);
      usage.put("total_tokens", input + output);
      usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
      usage
          .putObject("completion_tokens_details")
          .put("reasoning_tokens", 0)
          .put("audio_tokens", 0)
          .put("accepted_prediction_tokens", 0)
          .put("rejected_prediction_tokens", 0);
      return usage;
    }
  }

  void complete(ServerRequest http, ServerResponse answer) {
    ObjectNode request = DemoRoutes.body(http);
    String model = ResponseInput.model(request);
    DemoPrompt prompt = prompt(request);
    DemoFault fault = DemoFaults.met(prompt.text()).orElse(null);
    Completion completion = completion(request, model, prompt);
    if (request.path("stream").asBoolean()) {
      boolean counted = request.path("stream_options").path("include_usage").asBoolean();
      stream(answer, completion, counted, fault);
    } else {
      whole(answer, completion, fault);
    }
  }

  private static DemoPrompt prompt(ObjectNode request) {
    JsonNode messages = request.path("messages");
    if (messages.isMissingNode() || messages.isNull()) {
      throw DemoFailure.missing("messages");
    }
    if (!messages.isArray()) {
      throw ResponseInput.invalidType("messages", "an array of messages");
    }
    if (messages.isEmpty()) {
      throw DemoFailure.invalid(
          "empty_array", "messages", "Invalid 'messages': at least one message is expected.");
    }
    return DemoPrompt.of("", messages);
  }

  private Completion completion(ObjectNode request, String model, DemoPrompt prompt) {
    int choices = request.path("n").asInt(1);
    if (choices < 1 || choices > MOST_CHOICES) {
      throw DemoFailure.invalid(
          "integer_out_of_range", "n", "Invalid 'n': it goes from 1 to " + MOST_CHOICES + ".");
    }
    ObjectNode head = DemoJson.object().put("id", ids.next("chatcmpl-"));
    head.put("created", clock.instant().getEpochSecond()).put("model", model);
    head.put("service_tier", "default").put("system_fingerprint", FINGERPRINT);
    head.put("demo", DemoText.NOTICE);
    String answer = StructuredText.of(format(request), DemoText.answer(prompt));
    JsonNode limit =
        request.hasNonNull("max_completion_tokens")
            ? request.get("max_completion_tokens")
            : request.path("max_tokens");
    String text = DemoText.atMost(limit.asInt(Integer.MAX_VALUE), answer);
    boolean whole = text.length() == answer.length();
    return new Completion(head, text, whole, choices, prompt.tokens());
  }

  /** Chat completions nest a schema one level deeper than the Responses API. */
  private static JsonNode format(ObjectNode request) {
    JsonNode format = request.path("response_format");
    if (!format.has("json_schema")) {
      return format;
    }
    ObjectNode flat = DemoJson.object().put("type", "json_schema");
    flat.set("schema", format.path("json_schema").path("schema"));
    return flat;
  }

  private static void whole(
      ServerResponse answer, Completion completion, @Nullable DemoFault fault) {
    if (fault instanceof DemoFault.Failed || fault instanceof DemoFault.ErrorEvent) {
      throw DemoFailure.asked(500);
    }
    ObjectNode whole = completion.head().put("object", "chat.completion");
    var choices = whole.putArray("choices");
    for (int index = 0; index < completion.choices(); index++) {
      ObjectNode choice = choices.addObject().put("index", index);
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      message.put("content", completion.text()).putNull("refusal").putArray("annotations");
      choice.putNull("logprobs").put("finish_reason", completion.finishReason());
    }
    whole.set("usage", completion.usage());
    if (fault instanceof DemoFault.Drop) {
      DemoRoutes.sendHalf(answer, whole);
    }
    DemoRoutes.send(answer, whole);
  }

  private void stream(
      ServerResponse answer, Completion completion, boolean counted, @Nullable DemoFault fault) {
    var stream = new EventStream(answer, pace);
    List<String> pieces = DemoText.pieces(completion.text());
    for (int index = 0; index < completion.choices(); index++) {
      ObjectNode opening = DemoJson.object().put("role", "assistant").put("content", "");
      stream.send(chunk(completion, counted, index, opening.putNull("refusal"), null));
      for (String piece : fault == null ? pieces : pieces.subList(0, pieces.size() / 2)) {
        stream.pause();
        ObjectNode delta = DemoJson.object().put("content", piece);
        stream.send(chunk(completion, counted, index, delta, null));
      }
      if (fault == null) {
        ObjectNode nothing = DemoJson.object();
        stream.send(chunk(completion, counted, index, nothing, completion.finishReason()));
      }
    }
    if (fault instanceof DemoFault.Drop) {
      throw EventStream.broken();
    }
    if (fault != null) {
      stream.send(DemoJson.text(DemoFailure.asked(500).body()));
      stream.finish();
      return;
    }
    if (counted) {
      ObjectNode usage = completion.head().deepCopy().put("object", "chat.completion.chunk");
      usage.putArray("choices");
      stream.send(DemoJson.text(usage.set("usage", completion.usage())));
    }
    stream.send("[DONE]");
    stream.finish();
  }

  private static String chunk(
      Completion completion,
      boolean counted,
      int index,
      ObjectNode delta,
      @Nullable String finishReason) {
    ObjectNode chunk = completion.head().deepCopy().put("object", "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (counted) {
      chunk.putNull("usage");
    }
    return DemoJson.text(chunk);
  }
}
