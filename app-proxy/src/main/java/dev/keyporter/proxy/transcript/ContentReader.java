package dev.keyporter.proxy.transcript;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the content of messages, which is a text or a list of parts, in both of OpenAI's APIs and
 * in Anthropic's, whose parts are called blocks.
 */
final class ContentReader {
  private ContentReader() {}

  static List<Part> parts(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue().isEmpty()
          ? List.of()
          : List.of(new Part.Text(content.textValue()));
    }
    List<Part> parts = new ArrayList<>();
    content.forEach(part -> parts.add(part(part)));
    return parts;
  }

  private static Part part(JsonNode part) {
    String type = part.path("type").asText("");
    return switch (type) {
      case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
          new Part.Text(part.path("text").asText());
      case "thinking" -> new Part.Reasoning(part.path("thinking").asText());
      case "tool_use", "server_tool_use", "mcp_tool_use" ->
          new Part.ToolCall(part.path("name").asText(""), words(part.path("input")));
      case "image" -> source(Part.Attachment.Kind.IMAGE, part);
      case "document" -> source(Part.Attachment.Kind.FILE, part);
      case "refusal" -> new Part.Refusal(part.path("refusal").asText());
      case "input_image", "image_url" -> image(part);
      case "input_file", "file" -> file(part.has("file") ? part.path("file") : part);
      case "input_audio" -> {
        JsonNode audio = part.path("input_audio");
        yield attachment(
            Part.Attachment.Kind.AUDIO,
            audio.path("format").asText("audio"),
            audio.path("data").asText(""));
      }
      default -> {
        if (part.isTextual()) {
          yield new Part.Text(part.textValue());
        }
        yield type.endsWith("tool_result")
            ? new Part.ToolResult(part.path("tool_use_id").asText(""), result(part.path("content")))
            : new Part.Other(type, part.toString());
      }
    };
  }

  /** What a tool gave: a text, blocks of text, or something else, which stands as it came. */
  private static String result(JsonNode content) {
    boolean isText = content.isArray() && !content.isEmpty();
    for (JsonNode block : content) {
      isText = isText && block.path("type").asText().equals("text");
    }
    return isText
        ? content.valueStream().map(block -> block.path("text").asText()).collect(joining("\n"))
        : words(content);
  }

  /** A text as it is, what is none as JSON. */
  static String words(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.isMissingNode() ? "" : value.toString();
  }

  /** An image or a document of Anthropic's. */
  private static Part source(Part.Attachment.Kind kind, JsonNode part) {
    JsonNode source = part.path("source");
    String place = source.path("url").asText(source.path("file_id").asText(""));
    String type = source.path("media_type").asText(kind.name().toLowerCase(Locale.ROOT));
    String name = part.path("title").asText(place.isEmpty() ? type : place);
    return attachment(kind, name, source.path("data").asText(""));
  }

  private static Part image(JsonNode part) {
    JsonNode url = part.path("image_url");
    String place = url.isObject() ? url.path("url").asText("") : url.asText("");
    return place.isEmpty() || place.equals("null")
        ? new Part.Attachment(
            Part.Attachment.Kind.IMAGE, part.path("file_id").asText("image"), null)
        : attachment(Part.Attachment.Kind.IMAGE, place, "");
  }

  private static Part file(JsonNode file) {
    String data = file.path("file_data").asText("");
    for (String name : List.of("filename", "file_id", "file_url")) {
      if (file.path(name).isTextual()) {
        return attachment(Part.Attachment.Kind.FILE, file.path(name).textValue(), data);
      }
    }
    return attachment(Part.Attachment.Kind.FILE, "file", data);
  }

  /** A {@code data:} URL is named by its media type. */
  private static Part.Attachment attachment(Part.Attachment.Kind kind, String name, String data) {
    if (!data.isEmpty()) {
      int comma = data.startsWith("data:") ? data.indexOf(',') + 1 : 0;
      return new Part.Attachment(kind, name, size(data, comma));
    }
    if (!name.toLowerCase(Locale.ROOT).startsWith("data:")) {
      return new Part.Attachment(kind, name, null);
    }
    int comma = name.indexOf(',');
    String type = name.substring(5, comma < 0 ? name.length() : comma).replace(";base64", "");
    return new Part.Attachment(kind, type, size(name, comma + 1));
  }

  /** Of what base64 stands for. */
  private static long size(String text, int from) {
    int end = text.length();
    while (end > from && text.charAt(end - 1) == '=') {
      end--;
    }
    return (end - from) * 3L / 4;
  }
}
