package dev.keyporter.model.traffic;

/**
 * A text to look for.
 *
 * @param exact whether the whole must be the same; else it may be any part, in any case
 */
public record TextMatch(String text, boolean exact) {
  /** Longest text, in characters. */
  public static final int MAX_LENGTH = 1000;

  /** Any text at all, written {@code *}: there is one. */
  public static final TextMatch ANY = new TextMatch("*", false);

  public TextMatch {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("A text to look for has 1 to 1000 characters.");
    }
  }

  /** A part, in any case. */
  public static TextMatch part(String text) {
    return new TextMatch(text, false);
  }

  public static TextMatch exactly(String text) {
    return new TextMatch(text, true);
  }
}
