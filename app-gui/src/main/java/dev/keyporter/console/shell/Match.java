package dev.keyporter.console.shell;

import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/**
 * How well what was typed fits a title.
 *
 * @param matched the letters of the title that were typed, by their index
 * @param score higher is better
 */
record Match(BitSet matched, int score) {
  private static final int WORD_START = 8;
  private static final int RUN = 5;

  /** The letters typed must stand in the title in their order; words' beginnings count most. */
  static Optional<Match> of(String typed, String title) {
    String letters = typed.strip().toLowerCase(Locale.ROOT);
    String text = title.toLowerCase(Locale.ROOT);
    var matched = new BitSet(title.length());
    int whole = text.indexOf(letters);
    if (whole >= 0 && text.length() == title.length()) {
      matched.set(whole, whole + letters.length());
      boolean atWord = whole == 0 || !Character.isLetterOrDigit(text.charAt(whole - 1));
      return Optional.of(
          new Match(matched, letters.length() * RUN * 2 + (atWord ? WORD_START : 0) - whole));
    }
    return inOrder(letters, text, matched);
  }

  private static Optional<Match> inOrder(String letters, String text, BitSet matched) {
    int score = 0;
    int from = 0;
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (Character.isWhitespace(letter)) {
        continue;
      }
      int at = text.indexOf(letter, from);
      if (at < 0) {
        return Optional.empty();
      }
      boolean atWord = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean inRun = at > 0 && matched.get(at - 1);
      score += atWord ? WORD_START : inRun ? RUN : -(at - from);
      matched.set(at);
      from = at + 1;
    }
    return Optional.of(new Match(matched, score));
  }
}
