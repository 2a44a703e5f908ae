package dev.keyporter.proxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request asks.
 *
 * @param text the last thing the user said
 * @param earlier what the user said before, oldest first
 * @param tokens what all of it counts, instructions and earlier answers included
 */
record DemoPrompt(String text, List<String> earlier, int tokens) {
  DemoPrompt {
    earlier = List.copyOf(earlier);
  }

  /** Reads a conversation's items or messages, oldest first. */
  static DemoPrompt of(String instructions, Iterable<JsonNode> items) {
    var said = new ArrayList<String>();
    int tokens = DemoText.tokens(instructions);
    for (JsonNode item : items) {
      String text = words(item);
      tokens += DemoText.tokens(text);
      if (item.path("role").asText("").equals("user")) {
        said.add(text);
      }
    }
    String last = said.isEmpty() ? "" : said.removeLast();
    return new DemoPrompt(last, said, Math.max(1, tokens));
  }

  private static String words(JsonNode item) {
    JsonNode content = item.has("content") ? item.get("content") : item.path("output");
    if (content.isTextual()) {
      return content.asText();
    }
    var parts = new ArrayList<String>();
    content.forEach(part -> parts.add(part.path("text").asText("")));
    return String.join("\n", parts);
  }
}
