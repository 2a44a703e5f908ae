package dev.keyporter.model.traffic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a filter's text at its spaces: {@code -name:part,"a part"} or {@code "free words"}. Inside
 * quotation marks a backslash takes the next quotation mark or backslash as it is.
 */
final class FilterLexer {
  /**
   * One piece.
   *
   * @param name what stands before the colon; null for free words
   * @param valueStart after the colon, or the start of free words
   */
  record Lexeme(
      int start,
      int end,
      boolean negated,
      @Nullable String name,
      int valueStart,
      List<Part> parts,
      boolean open) {}

  /**
   * One of several values.
   *
   * @param exact whether {@code =} stood before it
   * @param quoted whether it stood in quotation marks
   */
  record Part(int start, int end, String text, boolean exact, boolean quoted) {}

  private final String text;
  private int at;
  private boolean open;

  private FilterLexer(String text) {
    this.text = text;
  }

  static List<Lexeme> split(String text) {
    var lexer = new FilterLexer(text);
    var lexemes = new ArrayList<Lexeme>();
    while (lexer.skipSpace()) {
      lexemes.add(lexer.lexeme());
    }
    return lexemes;
  }

  private boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private Lexeme lexeme() {
    int start = at;
    open = false;
    boolean negated = text.charAt(at) == '-' && at + 1 < text.length() && !isSpace(at + 1);
    if (negated) {
      at++;
    }
    int nameStart = at;
    int colon = at;
    while (colon < text.length() && Character.isLetter(text.charAt(colon))) {
      colon++;
    }
    boolean named = colon > nameStart && colon < text.length() && text.charAt(colon) == ':';
    if (named) {
      at = colon + 1;
    }
    int valueStart = named ? at : start;
    List<Part> parts = new ArrayList<>();
    do {
      if (!parts.isEmpty()) {
        at++; // the comma
      }
      parts.add(part(named));
    } while (at < text.length() && text.charAt(at) == ',');
    String name = named ? text.substring(nameStart, colon) : null;
    return new Lexeme(start, at, negated, name, valueStart, parts, open);
  }

  private Part part(boolean named) {
    int start = at;
    boolean exact = named && at < text.length() && text.charAt(at) == '=';
    if (exact) {
      at++;
    }
    var value = new StringBuilder();
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    if (quoted) {
      quoted(value);
    }
    // What is glued to a closing quotation mark still belongs to the value.
    while (at < text.length() && !isSpace(at) && !(named && text.charAt(at) == ',')) {
      value.append(text.charAt(at++));
    }
    return new Part(start, at, value.toString(), exact, quoted);
  }

  private void quoted(StringBuilder value) {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      boolean escaped =
          text.charAt(at) == '\\'
              && at + 1 < text.length()
              && "\\\"".indexOf(text.charAt(at + 1)) >= 0;
      if (escaped) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    open = at == text.length();
    if (!open) {
      at++;
    }
  }

  private boolean isSpace(int position) {
    return Character.isWhitespace(text.charAt(position));
  }
}
