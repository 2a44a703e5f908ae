package dev.keyporter.proxy.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What goes on record of a body of which not all is kept: its beginning, and a line that says so,
 * since half a body must not look whole.
 */
public final class Beginning {
  /** Of what is text, so much is kept, in bytes; of a file, or a form that holds one, less. */
  private static final int OF_TEXT = 1 << 20;

  private static final int OF_FILE = 64 << 10;

  private static final Pattern NOTE =
      Pattern.compile(
          "\n\\[cut: these are the first [0-9,]+ of [0-9,]+ bytes; the rest was not kept]\\z");

  /** No note is longer. */
  private static final int MAX_NOTE = 120;

  private Beginning() {}

  /** How much is kept of a body that passes unread. */
  public static int limit(String contentType) {
    return contentType.regionMatches(true, 0, "text/", 0, "text/".length()) ? OF_TEXT : OF_FILE;
  }

  /**
   * The body as it is recorded; the array itself where it is whole.
   *
   * @param kept its first bytes
   * @param limit how many of them are recorded at most
   * @param total how long it is
   */
  public static byte[] of(byte[] kept, int limit, long total) {
    int length = Math.min(kept.length, limit);
    if (length == total) {
      return kept;
    }
    byte[] note =
        String.format(
                Locale.ROOT,
                "\n[cut: these are the first %,d of %,d bytes; the rest was not kept]",
                length,
                total)
            .getBytes(UTF_8);
    byte[] recorded = Arrays.copyOf(kept, length + note.length);
    System.arraycopy(note, 0, recorded, length, note.length);
    return recorded;
  }

  /** What a recorded body says of itself: that it is the beginning of another. */
  public static Optional<String> note(byte[] recorded) {
    int from = Math.max(0, recorded.length - MAX_NOTE);
    Matcher note =
        NOTE.matcher(
            new String(recorded, from, recorded.length - from, StandardCharsets.ISO_8859_1));
    return note.find() ? Optional.of(note.group().strip()) : Optional.empty();
  }
}
