package dev.keyporter.console.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keyporter.proxy.sse.SseEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event of a recorded stream.
 *
 * @param number counted from 0
 * @param time when it went out, after the request's arrival; null where that is not kept
 * @param name as the event or its data call it
 * @param gist what is worth knowing of it at a glance
 * @param delta the words it adds, where it adds some
 * @param isError whether it says that the stream failed
 * @param data what it carries
 * @param bytes its size on the wire
 */
record StreamEvent(
    int number,
    @Nullable Duration time,
    String name,
    String gist,
    @Nullable String delta,
    boolean isError,
    String data,
    int bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_GIST = 160;

  static StreamEvent of(int number, @Nullable Duration time, SseEvent event) {
    String data = new String(event.data(), StandardCharsets.UTF_8);
    JsonNode json = json(data);
    String name = name(event, json, data);
    boolean isError =
        name.equals("error") || name.equals("response.failed") || json.path("error").isObject();
    String delta = delta(json, name);
    return new StreamEvent(
        number,
        time,
        name,
        delta == null ? cut(gist(json, name, event)) : cut(quoted(delta)),
        delta,
        isError,
        data,
        event.raw().length);
  }

  private static JsonNode json(String data) {
    try {
      JsonNode read = data.isEmpty() ? null : JSON.readTree(data);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  private static String name(SseEvent event, JsonNode json, String data) {
    if (!event.name().isEmpty()) {
      return event.name();
    }
    if (!event.hasData()) {
      return ":";
    }
    String type = json.path("type").asText(json.path("object").asText(""));
    return type.isEmpty() ? data.startsWith("[") && data.length() < 20 ? data : "data" : type;
  }

  private static @Nullable String delta(JsonNode json, String name) {
    if (name.endsWith(".delta") && json.path("delta").isTextual()) {
      return json.path("delta").textValue();
    }
    JsonNode delta = json.path("choices").path(0).path("delta");
    JsonNode arguments = delta.path("tool_calls").path(0).path("function").path("arguments");
    for (JsonNode text : new JsonNode[] {delta.path("content"), arguments}) {
      if (text.isTextual() && !text.textValue().isEmpty()) {
        return text.textValue();
      }
    }
    return null;
  }

  private static String gist(JsonNode json, String name, SseEvent event) {
    JsonNode error = json.path("error").isObject() ? json.path("error") : json;
    if (name.equals("error") || json.path("error").isObject()) {
      String code = error.path("code").asText(error.path("type").asText(""));
      return code + ": " + error.path("message").asText("");
    }
    JsonNode response = json.path("response");
    if (response.isObject()) {
      JsonNode failed = response.path("error");
      return failed.isObject()
          ? failed.path("code").asText("") + ": " + failed.path("message").asText("")
          : joined(response.path("id"), response.path("status"));
    }
    if (json.path("item").isObject()) {
      return joined(json.path("item").path("type"), json.path("item").path("id"));
    }
    if (json.path("part").isObject()) {
      return json.path("part").path("type").asText("");
    }
    for (String member : new String[] {"text", "arguments", "refusal"}) {
      if (json.path(member).isTextual()) {
        return quoted(json.path(member).textValue());
      }
    }
    JsonNode choice = json.path("choices").path(0);
    if (choice.path("finish_reason").isTextual()) {
      return choice.path("finish_reason").textValue();
    }
    if (json.path("usage").isObject()) {
      return json.path("usage").toString();
    }
    return event.hasData() ? "" : new String(event.raw(), StandardCharsets.UTF_8).strip();
  }

  private static String joined(JsonNode first, JsonNode second) {
    return (first.asText("") + ", " + second.asText("")).replaceAll("^, |, $", "");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\n", "⏎") + '"';
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_GIST ? text : text.substring(0, LONGEST_GIST) + "…";
  }
}
