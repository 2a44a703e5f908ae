package dev.keyporter.console.connect;

import dev.keyporter.console.connect.guide.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits code into what is coloured alike. Knows just enough of each syntax to be pleasant. */
final class Highlighter {
  /** What a piece of code is. */
  enum Kind {
    PLAIN,
    KEY,
    STRING,
    COMMENT
  }

  /** A piece of code. */
  record Span(Kind kind, String text) {}

  private static final String STRING =
      "(?<string>\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+')";
  private static final String HASH = "(?<comment>#[^\\n]*)|" + STRING;
  private static final String SLASHES = "(?<comment>//[^\\n]*)|" + STRING;

  private static final Pattern SHELL =
      Pattern.compile(HASH + "|(?<key>^[\\w$-][\\w:$-]*)", Pattern.MULTILINE);
  private static final Pattern PYTHON =
      Pattern.compile(HASH + "|(?<key>\\b(?:from|import|as|True|False|None|print)\\b)");
  private static final Pattern SCRIPT =
      Pattern.compile(
          SLASHES + "|(?<key>\\b(?:import|from|const|new|await|void|var|true|false|null)\\b)");
  private static final Pattern TOML =
      Pattern.compile(HASH + "|(?<key>^\\w+(?= =))", Pattern.MULTILINE);
  private static final Pattern YAML = Pattern.compile(HASH + "|(?<key>[\\w-]+(?=:(?:\\s|$)))");
  private static final Pattern JSON =
      Pattern.compile("(?<key>\"[^\"\\n]*\"(?=\\s*:))|" + STRING + "|(?<comment>(?!))");
  private static final Pattern XML =
      Pattern.compile("(?<key></?[\\w-]+>)|(?<string>(?!))|(?<comment>(?!))");
  private static final Pattern NOTHING =
      Pattern.compile("(?<key>(?!))|(?<string>(?!))|(?<comment>(?!))");

  private Highlighter() {}

  /** The pieces; together they are the code. */
  static List<Span> spans(Syntax syntax, String code) {
    List<Span> spans = new ArrayList<>();
    Matcher matcher = pattern(syntax).matcher(code);
    int end = 0;
    while (matcher.find()) {
      add(spans, Kind.PLAIN, code.substring(end, matcher.start()));
      add(spans, kind(matcher), matcher.group());
      end = matcher.end();
    }
    add(spans, Kind.PLAIN, code.substring(end));
    return spans;
  }

  private static void add(List<Span> spans, Kind kind, String text) {
    if (!text.isEmpty()) {
      spans.add(new Span(kind, text));
    }
  }

  private static Kind kind(Matcher matcher) {
    return matcher.group("key") != null
        ? Kind.KEY
        : matcher.group("string") != null ? Kind.STRING : Kind.COMMENT;
  }

  private static Pattern pattern(Syntax syntax) {
    return switch (syntax) {
      case SHELL, POWERSHELL -> SHELL;
      case PYTHON -> PYTHON;
      case JAVASCRIPT, JAVA -> SCRIPT;
      case TOML -> TOML;
      case YAML -> YAML;
      case JSON -> JSON;
      case XML -> XML;
      case PLAIN -> NOTHING;
    };
  }
}
