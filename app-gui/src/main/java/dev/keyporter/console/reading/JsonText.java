package dev.keyporter.console.reading;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.lettering.SafeText;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Text;

/** One line of JSON as coloured text. */
final class JsonText {
  /** More of a value is not laid out: one string can hold a whole image. */
  private static final int LONGEST = 2_000;

  private static final Texts TEXTS = Texts.of(JsonText.class);

  private JsonText() {}

  static List<Text> of(JsonLine line, boolean isFolded) {
    List<Text> texts = new ArrayList<>();
    if (!line.name().isEmpty()) {
      add(texts, line.name(), "kp-code-key");
      if (line.name().length() > LONGEST) {
        texts.add(cut(line.name()));
      }
      texts.add(Words.styled(": ", "kp-code-text"));
    }
    String value = line.value();
    add(texts, value, colour(line.kind()));
    if (value.length() > LONGEST) {
      texts.add(cut(value));
    }
    if (isFolded) {
      texts.add(Words.styled(" … ", "kp-code-text"));
      texts.add(Words.styled(value.equals("{") ? "}" : "]", "kp-code-text"));
    }
    if (line.hasComma()) {
      texts.add(Words.styled(",", "kp-code-text"));
    }
    if (isFolded) {
      texts.add(Words.styled("  " + size(line), "kp-code-note"));
    }
    return texts;
  }

  private static void add(List<Text> texts, String text, String colour) {
    String start = text.substring(0, SafeText.cut(text, Math.min(LONGEST, text.length())));
    for (String part : Words.parts(SafeText.whole(start))) {
      texts.add(Words.styled(part, "kp-code-text", colour));
    }
  }

  private static Text cut(String text) {
    return Words.styled(" " + TEXTS.text("json.cut", Figures.count(text.length())), "kp-code-note");
  }

  private static String size(JsonLine line) {
    boolean isObject = line.value().equals("{");
    if (line.size() == 1) {
      return TEXTS.text(isObject ? "json.member" : "json.item");
    }
    return TEXTS.text(isObject ? "json.members" : "json.items", Figures.count(line.size()));
  }

  private static String colour(JsonLine.Kind kind) {
    return switch (kind) {
      case STRING -> "kp-code-string";
      case NUMBER -> "kp-code-number";
      case BRACKET, RAW -> "kp-code-plain";
    };
  }
}
