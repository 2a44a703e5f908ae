package dev.keyporter.proxy.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the content of messages, which is a text or a list of parts, in both of OpenAI's APIs. */
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
      default ->
          part.isTextual()
              ? new Part.Text(part.textValue())
              : new Part.Other(type, part.toString());
    };
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
