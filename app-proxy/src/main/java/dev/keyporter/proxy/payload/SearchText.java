package dev.keyporter.proxy.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Collects text for searching, up to a bound. Takes strings from JSON bytes itself, because the
 * parser would first copy one of 64 MiB to give its beginning.
 */
public final class SearchText {
  /** Most characters kept, 256 Ki. */
  public static final int MAX_CHARS = 256 << 10;

  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder text = new StringBuilder(0);
  private boolean separate;

  public boolean full() {
    return text.length() >= MAX_CHARS;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** What follows is another piece, on a line of its own. */
  public void newPiece() {
    separate = !text.isEmpty();
  }

  /**
   * Adds the JSON string whose opening quote stands at {@code quote}.
   *
   * @param json valid JSON; what is not is passed over
   */
  public void add(byte[] json, int quote) {
    if (full()) {
      return;
    }
    int start = text.length();
    if (separate) {
      text.append('\n');
    }
    int contentStart = text.length();
    decode(json, quote + 1, text, MAX_CHARS);
    if (text.length() == contentStart) {
      text.setLength(start);
    } else {
      separate = false;
    }
  }

  /** The text, null where there is none. */
  public @Nullable String text() {
    return text.isEmpty() ? null : storable(text.toString());
  }

  /** The JSON string whose opening quote stands at {@code quote}, cut after so many characters. */
  public static String decode(byte[] json, int quote, int maxChars) {
    int plain = plainEnd(json, quote + 1);
    if (plain >= 0 && plain - quote - 1 <= maxChars) {
      return storable(new String(json, quote + 1, plain - quote - 1, UTF_8));
    }
    var decoded = new StringBuilder(Math.min(32, maxChars));
    decode(json, quote + 1, decoded, maxChars);
    return storable(decoded.toString());
  }

  /** Where the string that begins here ends; -1 where it holds an escape, or does not end. */
  private static int plainEnd(byte[] json, int from) {
    for (int at = from; at < json.length; at++) {
      if (json[at] == '"') {
        return at;
      }
      if (json[at] == '\\') {
        return -1;
      }
    }
    return -1;
  }

  private static void decode(byte[] json, int from, StringBuilder to, int maxChars) {
    int at = from;
    while (at < json.length && to.length() < maxChars) {
      int run = at;
      while (run < json.length && json[run] != '"' && json[run] != '\\') {
        run++;
      }
      if (run > at) {
        // No character takes more than three bytes for each char of its own.
        long enough = 3L * (maxChars - to.length());
        to.append(new String(json, at, (int) Math.min(run - at, enough), UTF_8));
      }
      if (run >= json.length - 1 || json[run] == '"') {
        break;
      }
      at = escape(json, run + 1, to);
    }
    if (to.length() > maxChars) {
      to.setLength(maxChars);
    }
  }

  /** Adds what the escape stands for; gives the place after it. */
  private static int escape(byte[] json, int at, StringBuilder to) {
    switch (json[at]) {
      case 'b' -> to.append('\b');
      case 'f' -> to.append('\f');
      case 'n' -> to.append('\n');
      case 'r' -> to.append('\r');
      case 't' -> to.append('\t');
      case 'u' -> {
        if (json.length - at < 5) {
          return json.length;
        }
        int value = 0;
        for (int i = 1; i <= 4; i++) {
          value = value << 4 | Math.max(0, Character.digit(json[at + i], 16));
        }
        to.append((char) value);
        return at + 5;
      }
      default -> to.append((char) (json[at] & 0x7F));
    }
    return at + 1;
  }

  /** Databases take neither NUL nor half a surrogate pair in a text. */
  private static String storable(String text) {
    int bad = unstorable(text, 0);
    if (bad < 0) {
      return text;
    }
    var changed = new StringBuilder(text);
    for (; bad >= 0; bad = unstorable(text, bad + 1)) {
      changed.setCharAt(bad, REPLACEMENT);
    }
    return changed.toString();
  }

  /** The first character from here on that no database takes; -1 where there is none. */
  private static int unstorable(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }
}
