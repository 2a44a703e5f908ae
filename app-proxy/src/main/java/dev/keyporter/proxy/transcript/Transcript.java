package dev.keyporter.proxy.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.proxy.sse.SseEvent;
import dev.keyporter.proxy.sse.SseScanner;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and answered, in order. Never fails: what is not understood is left out, or stands
 * there as {@link Part.Other}.
 *
 * @param prompt what the request says, instructions first
 * @param answer what came back, as far as it came
 * @param follows the response that the request continues, so that what was said before is not in it
 */
public record Transcript(List<Turn> prompt, List<Turn> answer, @Nullable String follows) {
  public static final Transcript NOTHING = new Transcript(List.of(), List.of(), null);

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  public Transcript {
    prompt = List.copyOf(prompt);
    answer = List.copyOf(answer);
  }

  /** Reads a recorded exchange. Takes time with its size: not for a window's own thread. */
  public static Transcript of(Exchange exchange) {
    JsonNode request = json(Body.ofRequest(exchange).bytes());
    String follows = request.path("previous_response_id").asText(null);
    return new Transcript(prompt(request), answer(Body.ofResponse(exchange)), follows);
  }

  private static List<Turn> prompt(JsonNode request) {
    var reader = new ItemReader();
    JsonNode instructions = request.path("instructions");
    if (instructions.isTextual()) {
      reader.add("system", ContentReader.parts(instructions));
    }
    // Anthropic's name for them.
    reader.add("system", ContentReader.parts(request.path("system")));
    JsonNode input = request.path("input");
    if (input.isTextual()) {
      reader.add("user", ContentReader.parts(input));
    }
    for (JsonNode item : input) {
      if (item.isTextual()) {
        reader.add("user", ContentReader.parts(item));
      } else if (item.isObject()) {
        reader.item(item);
      }
    }
    request.path("messages").forEach(reader::message);
    return reader.turns();
  }

  private static List<Turn> answer(Body body) {
    JsonNode answer = body.isEventStream() ? joined(body.bytes()) : json(body.bytes());
    var reader = new ItemReader();
    answer.path("output").forEach(reader::item);
    answer.path("choices").forEach(choice -> reader.message(choice.path("message")));
    if (answer.path("type").asText().equals("message")) {
      reader.message(answer);
    }
    JsonNode first = answer.path("data").path(0).path("embedding");
    if (!first.isMissingNode()) {
      reader.add(
          "assistant", List.of(new Part.Vectors(answer.path("data").size(), dimensions(first))));
    }
    return reader.turns();
  }

  /** A vector is a list of numbers, or four bytes each in base64. */
  private static int dimensions(JsonNode vector) {
    return vector.isTextual() ? vector.textValue().length() * 3 / 16 : vector.size();
  }

  private static JsonNode joined(byte[] stream) {
    var join = new StreamJoin();
    var scanner = new SseScanner();
    scanner.feed(stream, 0, stream.length, event -> add(join, event));
    scanner.finish(event -> add(join, event));
    return join.answer();
  }

  private static void add(StreamJoin join, SseEvent event) {
    if (event.hasData() && !event.dataIs("[DONE]")) {
      join.add(json(event.data()));
    }
  }

  private static JsonNode json(byte[] bytes) {
    try {
      JsonNode read = JSON.readTree(bytes);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }
}
