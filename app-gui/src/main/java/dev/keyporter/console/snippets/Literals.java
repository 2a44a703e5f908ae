package dev.keyporter.console.snippets;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as they stand in a program; texts as in JSON, which Python, JavaScript and Java read
 * alike. A list or map that is short stands on one line, a longer one has a line for each member.
 *
 * @param trueWord and the two after it are the language's words
 * @param step what each level is indented by
 */
record Literals(String trueWord, String falseWord, String nullWord, String step) {
  static final Literals JSON = new Literals("true", "false", "null", "  ");
  static final Literals PYTHON = new Literals("True", "False", "None", "    ");

  /** Characters of the longest list or map on one line. */
  private static final int SHORT = 72;

  /** Begins within a line. */
  String of(@Nullable Object value) {
    return of(value, "");
  }

  /**
   * Begins within a line.
   *
   * @param indent what that line is indented by
   */
  String of(@Nullable Object value, String indent) {
    String line = line(value);
    if (line.length() <= SHORT) {
      return line;
    }
    String deeper = indent + step;
    var lines = Collectors.joining(",\n" + deeper, "\n" + deeper, "\n" + indent);
    return switch (value) {
      case List<?> list ->
          list.stream().map(item -> of(item, deeper)).collect(lines).transform(Literals::listed);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(member -> name(member) + of(member.getValue(), deeper))
              .collect(lines)
              .transform(Literals::mapped);
      case null, default -> line;
    };
  }

  private String line(@Nullable Object value) {
    return switch (value) {
      case null -> nullWord;
      case Boolean truth -> truth ? trueWord : falseWord;
      case Number number -> number.toString();
      case List<?> list ->
          list.stream()
              .map(this::line)
              .collect(Collectors.joining(", "))
              .transform(Literals::listed);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(member -> name(member) + line(member.getValue()))
              .collect(Collectors.joining(", "))
              .transform(Literals::mapped);
      default -> text(value.toString());
    };
  }

  private static String name(Map.Entry<?, ?> member) {
    return text(member.getKey().toString()) + ": ";
  }

  private static String listed(String items) {
    return "[" + items + "]";
  }

  private static String mapped(String members) {
    return "{" + members + "}";
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
