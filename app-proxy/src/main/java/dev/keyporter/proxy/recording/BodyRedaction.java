package dev.keyporter.proxy.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keyporter.model.traffic.EventTimes;
import dev.keyporter.proxy.sse.SseEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body, redacted: the texts of its JSON as they read, not as they are escaped, and then all of it
 * as it stands. A stream brings a text in pieces of a few letters, an event each: rules see the
 * pieces together. JSON in which a text changed is written anew; all else keeps its bytes.
 */
final class BodyRedaction {
  /** Bodies are bounded before they get here. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** What tells apart the texts of which the deltas are pieces. */
  private static final List<String> POSITION =
      List.of("type", "index", "output_index", "content_index", "summary_index");

  private final Rules rules;
  private final boolean isStream;
  private final List<byte[]> parts = new ArrayList<>();
  private final List<JsonNode> trees = new ArrayList<>();
  private final Map<List<String>, List<Piece>> texts = new LinkedHashMap<>();
  private final byte[] body;
  private final @Nullable EventTimes times;

  /** A piece of a text, and what puts another in its place. */
  private record Piece(int part, String text, Consumer<String> setter) {}

  /**
   * @param times of a stream's events, which are the body, perhaps cut; null for any other body
   */
  BodyRedaction(Rules rules, byte[] original, @Nullable EventTimes times) {
    this.rules = rules;
    this.isStream = times != null;
    if (times == null) {
      read(original);
    } else {
      int from = 0;
      for (int i = 0; i < times.size(); i++) {
        int end = (int) Math.min(times.end(i), original.length);
        read(Arrays.copyOfRange(original, from, end));
        from = end;
      }
    }
    texts.values().forEach(this::redact);
    var redacted = new ByteArrayOutputStream(original.length);
    var ends = new EventTimes();
    for (int i = 0; i < parts.size(); i++) {
      redacted.writeBytes(rules.apply(parts.get(i)));
      if (times != null) {
        ends.add(redacted.size(), times.micros(i));
      }
    }
    this.body = redacted.toByteArray();
    this.times = times == null ? null : ends;
  }

  byte[] body() {
    return body;
  }

  @Nullable EventTimes times() {
    return times;
  }

  private void read(byte[] raw) {
    int part = parts.size();
    parts.add(raw);
    JsonNode tree = tree(isStream ? event(raw).data() : raw);
    trees.add(tree);
    collect(part, tree, List.of(Integer.toString(part)));
  }

  private static SseEvent event(byte[] raw) {
    return new SseEvent(raw, 0, SseEvent.Ending.BLANK_LINE, true);
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException _) {
      // Not JSON, as [DONE]: only what stands there can be redacted.
      return JSON.missingNode();
    }
  }

  /**
   * Every text by its place, which names the part it is in, except for the pieces of a stream's
   * texts: the delta of an event, and all below the delta of a chunk's choice.
   */
  private void collect(int part, JsonNode node, List<String> place) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        String name = member.getKey();
        List<String> inner = with(place, name);
        if (isStream && name.equals("delta")) {
          inner = POSITION.stream().map(key -> object.path(key).asText()).toList();
        }
        add(part, member.getValue(), inner, text -> object.put(name, text));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isNumber()) {
          continue;
        }
        int at = i;
        String index = array.get(i).path("index").asText(Integer.toString(i));
        add(part, array.get(i), with(place, index), text -> array.set(at, TextNode.valueOf(text)));
      }
    }
  }

  private void add(int part, JsonNode value, List<String> place, Consumer<String> setter) {
    if (value.isTextual()) {
      texts
          .computeIfAbsent(place, _ -> new ArrayList<>())
          .add(new Piece(part, value.textValue(), setter));
    } else {
      collect(part, value, place);
    }
  }

  private static List<String> with(List<String> place, String name) {
    var longer = new ArrayList<>(place);
    longer.add(name);
    return longer;
  }

  private void redact(List<Piece> pieces) {
    List<String> redacted = rules.applyTo(pieces.stream().map(Piece::text).toList());
    for (int i = 0; i < redacted.size(); i++) {
      Piece piece = pieces.get(i);
      if (!redacted.get(i).equals(piece.text())) {
        piece.setter().accept(redacted.get(i));
        write(piece.part());
      }
    }
  }

  private void write(int part) {
    JsonNode tree = trees.get(part);
    // They hold the same text again, token by token.
    tree.findParents("logprobs").forEach(parent -> ((ObjectNode) parent).remove("logprobs"));
    String json = tree.toString();
    if (isStream) {
      String name = event(parts.get(part)).name();
      json = (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + json + "\n\n";
    }
    parts.set(part, json.getBytes(UTF_8));
  }
}
