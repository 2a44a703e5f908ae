package dev.keyporter.proxy.demo;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the demo provider says, and how it counts: the same words for the same prompt, always. */
final class DemoText {
  /** Stands in every answer object, so that nobody takes one for a model's. */
  static final String NOTICE = "Answered by Keyporter's demo provider; no model was asked.";

  private static final int CHARACTERS_PER_TOKEN = 4;
  private static final int LONGEST_QUOTE = 200;
  private static final Pattern COUNT_TO_FIVE =
      Pattern.compile("\\bcount\\b.*\\b(1|one) to (5|five)\\b", Pattern.DOTALL);

  private DemoText() {}

  static String answer(DemoPrompt prompt) {
    String asked = prompt.text().toLowerCase(Locale.ROOT);
    if (asked.contains("capital of france")) {
      return "The capital of France is Paris.";
    }
    if (COUNT_TO_FIVE.matcher(asked).find()) {
      return "1! 2! 3! 4! 5! Woohoo!";
    }
    var answer =
        new StringBuilder("Hello from Keyporter's demo provider! No model was asked, and nothing")
            .append(" left this machine. You wrote: \"")
            .append(quote(prompt.text()))
            .append("\".");
    if (!prompt.earlier().isEmpty()) {
      answer
          .append(" Before that, in this conversation: \"")
          .append(quote(prompt.earlier().getLast()))
          .append("\".");
    }
    return answer.append(" With a real provider key, a model answers here.").toString();
  }

  /** About what a real tokenizer counts for English: a token for every four characters. */
  static int tokens(String text) {
    int characters = text.codePointCount(0, text.length());
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  /** The beginning of a text that counts no more than these tokens. */
  static String atMost(int tokens, String text) {
    if (tokens(text) <= tokens) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, tokens * CHARACTERS_PER_TOKEN));
  }

  /** The pieces a stream sends: words, each with the space before it. */
  static List<String> pieces(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\\S)(?=\\s)"));
  }

  private static String quote(String text) {
    String line = text.strip();
    return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
  }
}
