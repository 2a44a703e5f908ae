package dev.keyporter.console.reading;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
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
      texts.add(Words.styled(line.name(), "kp-code-text", "kp-code-key"));
      texts.add(Words.styled(": ", "kp-code-text"));
    }
    String value = line.value();
    boolean isCut = value.length() > LONGEST;
    texts.add(
        Words.styled(
            isCut ? value.substring(0, LONGEST) : value, "kp-code-text", colour(line.kind())));
    if (isCut) {
      texts.add(
          Words.styled(
              " " + TEXTS.text("json.cut", Figures.count(value.length())), "kp-code-note"));
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
