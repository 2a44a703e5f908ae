package dev.keyporter.console.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells strings, numbers, comments and keywords apart, roughly alike in most languages. */
final class CodeColours {
  /** What a piece of code is. */
  enum Kind {
    PLAIN,
    KEY,
    STRING,
    NUMBER,
    COMMENT;

    /** The style class that colours it. */
    String styleClass() {
      return "kp-code-" + name().toLowerCase(Locale.ROOT);
    }
  }

  record Piece(Kind kind, String text) {}

  /** Over so many characters the code is left uncoloured. */
  private static final int LONGEST = 50_000;

  private static final String STRINGS =
      "(?<string>\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+'|`(?:\\\\.|[^`\\\\])*+`)";
  private static final String NUMBERS = "(?<number>\\b\\d[\\w.]*+)";
  private static final String WORDS =
      "(?<key>\\b(?:abstract|and|as|async|await|break|case|catch|class|const|continue|def|default"
          + "|delete|do|done|echo|elif|else|end|enum|export|extends|false|False|fi|final|finally|fn"
          + "|for|from|func|function|go|goto|if|impl|implements|import|in|instanceof|interface|is"
          + "|lambda|let|match|module|mut|new|nil|None|not|null|or|package|pass|private|protected|pub"
          + "|public|raise|record|return|sealed|self|static|struct|super|switch|then|this|throw"
          + "|throws|true|True|try|type|typeof|undefined|use|using|var|void|while|with|yield)\\b)";
  private static final String SQL_WORDS =
      "(?<key>(?i:\\b(?:select|from|where|and|or|not|null|insert|into|values|update|set|delete"
          + "|create|table|index|primary|key|references|join|left|right|inner|outer|on|as|group|by"
          + "|order|having|limit|offset|union|all|distinct|case|when|then|else|end|with|in|is"
          + "|exists|between|like|asc|desc|count|sum|min|max|begin|commit)\\b))";

  private static final Pattern SLASHES =
      pattern("(?<comment>//[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z))", WORDS);
  private static final Pattern HASHES = pattern("(?<comment>#[^\\n]*+)", WORDS);
  private static final Pattern DASHES = pattern("(?<comment>--[^\\n]*+)", SQL_WORDS);

  private CodeColours() {}

  private static Pattern pattern(String comments, String words) {
    return Pattern.compile(comments + "|" + STRINGS + "|" + words + "|" + NUMBERS);
  }

  /** The code in pieces; joined they are the code. */
  static List<Piece> of(String language, String code) {
    Pattern pattern =
        switch (language.toLowerCase(Locale.ROOT)) {
          case "", "text", "txt", "plain", "console", "output", "markdown", "md" -> null;
          case "sql", "postgresql", "mysql" -> DASHES;
          case "python",
              "py",
              "ruby",
              "rb",
              "bash",
              "sh",
              "shell",
              "zsh",
              "yaml",
              "yml",
              "toml",
              "ini",
              "properties",
              "dockerfile",
              "makefile",
              "perl",
              "r" ->
              HASHES;
          default -> SLASHES;
        };
    if (pattern == null || code.length() > LONGEST) {
      return List.of(new Piece(Kind.PLAIN, code));
    }
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = pattern.matcher(code);
    int end = 0;
    while (matcher.find()) {
      add(pieces, Kind.PLAIN, code.substring(end, matcher.start()));
      add(pieces, kind(matcher), matcher.group());
      end = matcher.end();
    }
    add(pieces, Kind.PLAIN, code.substring(end));
    return pieces;
  }

  private static Kind kind(Matcher matcher) {
    if (matcher.group("comment") != null) {
      return Kind.COMMENT;
    }
    if (matcher.group("string") != null) {
      return Kind.STRING;
    }
    return matcher.group("key") != null ? Kind.KEY : Kind.NUMBER;
  }

  private static void add(List<Piece> pieces, Kind kind, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(kind, text));
    }
  }
}
