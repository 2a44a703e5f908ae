package dev.keyporter.console.lettering;

import com.sun.javafx.font.FontResource;
import com.sun.javafx.font.PrismFontFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.text.Font;

/**
 * Emoji, called by their names where no font here can draw them: JavaFX knows no coloured fonts on
 * Linux, and would leave an empty box or nothing at all (docs/decisions/0053).
 */
final class Emoji {
  static final int JOINER = 0x200D;
  private static final int AS_PICTURE = 0xFE0F;
  private static final int AS_TEXT = 0xFE0E;
  private static final int KEYCAP = 0x20E3;
  private static final int FIRST_LETTER = 0x1F1E6;
  private static final int LAST_LETTER = 0x1F1FF;
  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int FIRST_TAG = 0xE0020;
  private static final int LAST_TAG = 0xE007F;

  /** The longest that are in use, families, have seven; more is not one picture. */
  private static final int MOST_PARTS = 7;

  private static final Map<Integer, Boolean> DRAWN = new ConcurrentHashMap<>();

  private Emoji() {}

  /** How many chars the emoji takes that begins at a place; 0 where none does. */
  static int lengthAt(String text, int begin) {
    int first = text.codePointAt(begin);
    int at = begin + Character.charCount(first);
    int next = at < text.length() ? text.codePointAt(at) : 0;
    if (isLetter(first)) {
      return isLetter(next) ? 4 : 2;
    }
    if (first < 0x80) {
      int keycap = next == AS_PICTURE && at + 1 < text.length() ? text.charAt(at + 1) : next;
      return Character.isEmoji(first) && keycap == KEYCAP ? (keycap == next ? 2 : 3) : 0;
    }
    if (!Character.isEmoji(first) || first < 0x2000) {
      return 0;
    }
    for (int parts = 1; parts < MOST_PARTS && at < text.length(); parts++) {
      next = text.codePointAt(at);
      int afterwards = at + Character.charCount(next);
      boolean isTag = first == BLACK_FLAG && next >= FIRST_TAG && next <= LAST_TAG;
      if (next == JOINER
          && afterwards < text.length()
          && Character.isEmoji(text.codePointAt(afterwards))) {
        at = afterwards + Character.charCount(text.codePointAt(afterwards));
      } else if (next == AS_PICTURE
          || next == AS_TEXT
          || Character.isEmojiModifier(next)
          || isTag) {
        at = afterwards;
      } else {
        break;
      }
    }
    return at - begin;
  }

  private static boolean isLetter(int c) {
    return c >= FIRST_LETTER && c <= LAST_LETTER;
  }

  /** The emoji where the system draws it whole; its parts where it draws these; else its name. */
  static String shown(String emoji) {
    if (!isOnLinux()) {
      return emoji;
    }
    int[] parts = emoji.codePoints().filter(c -> c != AS_PICTURE && c != AS_TEXT).toArray();
    if (parts.length == 1 && isDrawn(parts[0])) {
      return Character.toString(parts[0]);
    }
    return ":" + name(parts) + ":";
  }

  private static boolean isOnLinux() {
    return System.getProperty("os.name", "").startsWith("Linux");
  }

  private static String name(int[] parts) {
    if (isLetter(parts[0])) {
      return parts.length < 2 ? "letter " + letter(parts[0]) : country(parts);
    }
    if (parts[parts.length - 1] == KEYCAP) {
      return "key " + Character.toString(parts[0]);
    }
    List<String> names = new ArrayList<>();
    for (int part : parts) {
      if (Character.isEmojiModifier(part)) {
        names.set(names.size() - 1, names.getLast() + ", skin tone " + (part - 0x1F3F9));
      } else if (part != JOINER && (part < FIRST_TAG || part > LAST_TAG)) {
        names.add(String.valueOf(Character.getName(part)).toLowerCase(Locale.ROOT));
      }
    }
    return String.join(" + ", names);
  }

  private static char letter(int c) {
    return (char) ('A' + c - FIRST_LETTER);
  }

  private static String country(int[] letters) {
    String code = "" + letter(letters[0]) + letter(letters[1]);
    return "flag of " + Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }

  /** Whether a font has more for it than an empty box, and JavaFX can draw that. */
  private static boolean isDrawn(int c) {
    return DRAWN.computeIfAbsent(c, Emoji::looksDrawn);
  }

  private static synchronized boolean looksDrawn(int c) {
    FontResource font =
        PrismFontFactory.getFontFactory()
            .createFont(Font.getDefault().getFamily(), false, false, 13)
            .getFontResource();
    int glyph = font.getGlyphMapper().charToGlyph(c);
    if (glyph == font.getGlyphMapper().getMissingGlyphCode()) {
      return false;
    }
    // A glyph made of pixels only, as in coloured fonts, has no outline, and is not drawn.
    float[] outline = font.getGlyphBoundingBox(glyph, 13, new float[4]);
    return outline[2] > outline[0] && outline[3] > outline[1];
  }
}
