package dev.keyporter.console.snippets;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as they stand in a program; texts as in JSON, which Python, JavaScript and Java read
 * alike.
 *
 * @param trueWord and the other two are the language's words
 */
record Literals(String trueWord, String falseWord, String nullWord) {
  static final Literals JSON = new Literals("true", "false", "null");
  static final Literals PYTHON = new Literals("True", "False", "None");

  String of(@Nullable Object value) {
    return switch (value) {
      case null -> nullWord;
      case Boolean truth -> truth ? trueWord : falseWord;
      case Number number -> number.toString();
      case List<?> list -> list.stream().map(this::of).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> text(entry.getKey().toString()) + ": " + of(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      default -> text(value.toString());
    };
  }

  static String text(String text) {
    var written = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> written.append("\\\"");
                case '\\' -> written.append("\\\\");
                case '\n' -> written.append("\\n");
                case '\r' -> written.append("\\r");
                case '\t' -> written.append("\\t");
                default -> {
                  if (c < 0x20) {
                    written.append(String.format("\\u%04x", c));
                  } else {
                    written.append((char) c);
                  }
                }
              }
            });
    return written.append('"').toString();
  }
}
