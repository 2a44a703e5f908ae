package dev.keyporter.db.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long string in a body of JSON, or of events that hold JSON.
 *
 * @param from where it begins in the body, after its quote
 * @param to where its closing quote stands
 * @param text what it says; null where the body could not be made of it again
 * @param escaping how it says it
 */
record LongString(int from, int to, @Nullable String text, Escaping escaping) {
  /** In bytes. Shorter ones are stored with what is around them. */
  static final int SHORTEST = 256;

  private static final int MOST_BYTES_A_CHARACTER = 6;

  /**
   * Finds them in their order. A body that is no JSON has perhaps something between two quotes,
   * too, which does no harm.
   *
   * @param mostChars no longer text is looked for
   */
  static List<LongString> in(byte[] body, int mostChars) {
    var found = new ArrayList<LongString>();
    int from = next(body, 0) + 1;
    while (from > 0) {
      int to = end(body, from);
      if (to < 0) {
        break;
      }
      if (to - from >= SHORTEST) {
        found.add(of(body, from, to, mostChars));
      }
      from = next(body, to + 1) + 1;
    }
    return found;
  }

  private static int next(byte[] body, int from) {
    for (int at = from; at < body.length; at++) {
      if (body[at] == '"') {
        return at;
      }
    }
    return -1;
  }

  private static int end(byte[] body, int from) {
    for (int at = from; at < body.length; at++) {
      if (body[at] == '"') {
        return at;
      }
      if (body[at] == '\\') {
        at++;
      }
    }
    return -1;
  }

  private static LongString of(byte[] body, int from, int to, int mostChars) {
    String text =
        to - from > (long) MOST_BYTES_A_CHARACTER * mostChars
            ? null
            : Escaping.unescape(body, from, to);
    if (text != null && text.length() <= mostChars && isStorable(text)) {
      for (Escaping escaping : Escaping.values()) {
        byte[] escaped = escaping.escape(text);
        if (Arrays.equals(body, from, to, escaped, 0, escaped.length)) {
          return new LongString(from, to, text, escaping);
        }
      }
    }
    return new LongString(from, to, null, Escaping.PLAIN);
  }

  /** Databases take neither NUL nor half a surrogate pair in a text. */
  private static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || (Character.isSurrogate(c) && !isPair(text, i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
