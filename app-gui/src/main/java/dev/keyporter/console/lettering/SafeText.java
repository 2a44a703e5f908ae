package dev.keyporter.console.lettering;

import java.util.HexFormat;

/**
 * Makes a text fit to be shown: as it is, but for what JavaFX cannot lay out, what would take it
 * long, and what hides or turns round other text. Such characters are named, as in {@code
 * [U+202E]}; emoji that no font has are called by their names. What is copied stays as it was.
 */
public final class SafeText {
  /** Of a text of one control, no more characters are laid out. */
  public static final int LONGEST = 4_000;

  /**
   * So many times longer than a Latin letter takes one of a script whose letters change with their
   * neighbours: JavaFX shapes all of such a text again for each of its lines.
   */
  private static final int COSTLY = 8;

  /** So many of these in a text that is typed take a quarter of a second to wrap. */
  private static final int SLOW = 2_000;

  /** So many combining marks or invisible characters stand in a row; no language needs more. */
  private static final int MOST_IN_A_ROW = 6;

  private SafeText() {}

  /** The text, or a safe one, cut with an ellipsis where it is longer than {@link #LONGEST}. */
  public static String of(String text) {
    int end = end(text, 0, LONGEST);
    String safe = whole(text.substring(0, end));
    int safeEnd = end(safe, 0, LONGEST);
    return end < text.length() || safeEnd < safe.length() ? safe.substring(0, safeEnd) + "…" : safe;
  }

  /**
   * Where a part of a text ends that JavaFX lays out in the time of so many Latin letters.
   *
   * @return at least {@code from + 1} where there is more
   */
  public static int end(CharSequence text, int from, int letters) {
    int left = letters;
    int at = from;
    while (at < text.length() && left > 0) {
      left -= text.charAt(at) < 0x7F || isPlain(text.charAt(at)) ? 1 : COSTLY;
      at++;
    }
    int end = cut(text, at);
    return end > from ? end : Math.min(text.length(), at + 1);
  }

  /** Whether JavaFX would take long to break a text's lines: it shapes all of it for each. */
  static boolean isSlowToWrap(String text) {
    int costly = 0;
    for (int i = 0; i < text.length() && costly < SLOW; i++) {
      costly += text.charAt(i) < 0x7F || isPlain(text.charAt(i)) ? 0 : 1;
    }
    return costly >= SLOW;
  }

  /** The text on one line, of a part of it that fits a line. */
  public static String line(String text) {
    return of(text).strip().replaceAll("\\s+", " ");
  }

  /** The text, or a safe one, however long it is. */
  public static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' ? c != '\n' && c != '\t' : c > '~' && !isPlain(c)) {
        return new Rewriting(text, i).whole();
      }
    }
    return text;
  }

  /** What can be cut off at a place or just before it, without cutting a character in two. */
  public static int cut(CharSequence text, int at) {
    return at > 0
            && at < text.length()
            && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))
        ? at - 1
        : at;
  }

  /** Letters that need no second look: Latin, Greek, Cyrillic, Chinese, Japanese, Korean. */
  private static boolean isPlain(char c) {
    return (c >= 0xA0 && c < 0x300 && c != 0xAD)
        || (c >= 0x370 && c < 0x483)
        || (c >= 0x48A && c < 0x530)
        || (c >= 0x2010 && c < 0x2028)
        || (c >= 0x3001 && c < 0xA000)
        || (c >= 0xAC00 && c < 0xD7A4);
  }

  /** What {@code c} is named as where it is not shown. */
  static String named(int c) {
    return "[U+" + HexFormat.of().withUpperCase().toHexDigits(c, c > 0xFFFF ? 5 : 4) + "]";
  }

  /** Only what every font has and every line can hold: for what cannot be laid out all the same. */
  public static String ascii(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            c ->
                plain.append(
                    (c >= ' ' && c <= '~') || c == '\n' ? Character.toString(c) : named(c)));
    return plain.toString();
  }

  /** One text on its way to a safe one. */
  private static final class Rewriting {
    private final String text;
    private final StringBuilder safe;
    private int at;

    Rewriting(String text, int from) {
      this.text = text;
      this.safe = new StringBuilder(text.length() + 16).append(text, 0, from);
      this.at = from;
    }

    String whole() {
      while (at < text.length()) {
        next();
      }
      return safe.toString();
    }

    private void next() {
      int emoji = Emoji.lengthAt(text, at);
      if (emoji > 0) {
        safe.append(Emoji.shown(text.substring(at, at + emoji)));
        at += emoji;
        if (at < text.length() && text.charAt(at) == Emoji.JOINER) {
          at++;
        }
        return;
      }
      int c = text.codePointAt(at);
      if (isMark(c) || isInvisible(c)) {
        row(c);
        return;
      }
      at += Character.charCount(c);
      if (c == '\r') {
        if (at == text.length() || text.charAt(at) != '\n') {
          safe.append('\n');
        }
      } else if (isLineBreak(c)) {
        safe.append('\n');
      } else if (isUnfit(c)) {
        safe.append(named(c));
      } else {
        safe.appendCodePoint(c);
      }
    }

    /** Marks on a letter, and what is not seen: a few stay, more are counted. */
    private void row(int first) {
      int begin = at;
      int stays = at;
      int count = 0;
      while (at < text.length()) {
        int c = text.codePointAt(at);
        if (!isMark(c) && !isInvisible(c)) {
          break;
        }
        at += Character.charCount(c);
        count++;
        if (count <= MOST_IN_A_ROW) {
          stays = at;
        }
      }
      safe.append(text, begin, stays);
      if (count > MOST_IN_A_ROW) {
        String name = named(first);
        safe.append(name, 0, name.length() - 1).append(" ×").append(count).append(']');
      }
    }

    private static boolean isMark(int c) {
      int type = Character.getType(c);
      return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Zero-width, and harmless in small numbers: some languages and emoji need them. */
    private static boolean isInvisible(int c) {
      return (c >= 0x200B && c <= 0x200F)
          || (c >= 0x2060 && c <= 0x2064)
          || c == 0xFEFF
          || c == 0xAD
          || c == 0x61C
          || c == 0x180E;
    }

    private static boolean isLineBreak(int c) {
      return c == '\n' || c == 0xB || c == 0xC || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** Controls, what turns the direction of other text, halves of a character, hidden tags. */
    private static boolean isUnfit(int c) {
      return (Character.isISOControl(c) && c != '\t')
          || (c >= 0x202A && c <= 0x202E)
          || (c >= 0x2066 && c <= 0x206F)
          || (c >= 0xD800 && c <= 0xDFFF)
          || (c >= 0xFFF9 && c <= 0xFFFB)
          || (c & 0xFFFE) == 0xFFFE
          || (c >= 0xFDD0 && c <= 0xFDEF)
          || (c >= 0xE0000 && c <= 0xE007F);
    }
  }
}
