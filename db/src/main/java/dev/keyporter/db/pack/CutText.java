package dev.keyporter.db.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A searchable text, cut between lines, so that what is looked for within a line stands in one
 * piece. It is cut where a long string of its body begins and ends, since that is what the next
 * request repeats, and within longer ones after so many characters from their beginning: a string
 * that grows from request to request is cut at the same places again.
 *
 * @param parts between each two of them stood a line's end
 * @param rest what follows the parts after another line's end, and is too short to be a part; null
 *     where nothing does
 * @param ofStrings the parts that a string of the body begins with; all of it but for what is in
 *     the rest. A missing one is not in the text
 */
record CutText(List<Part> parts, @Nullable String rest, Map<LongString, List<Part>> ofStrings) {
  /** In characters. The rest is shorter. */
  private static final int SHORTEST = 256;

  /** In characters. Within a longer string it is cut at lines' ends, so far apart at least. */
  private static final int LONG = 4096;

  private static final int STEP = 2048;

  /** So many characters tell strings apart mostly. */
  private static final int BEGINNING = 32;

  /**
   * Whole lines of the text.
   *
   * @param from where they begin
   * @param to after their last character
   */
  record Part(String text, int from, int to, Fingerprint fingerprint) {
    String content() {
      return text.substring(from, to);
    }
  }

  static final CutText NOTHING = new CutText(List.of(), null, Map.of());

  /** Cuts a text at the strings of the body that it was taken from. */
  static CutText of(@Nullable String text, List<LongString> strings) {
    return text == null ? NOTHING : new Cutter(text, strings).cut();
  }

  private static final class Cutter {
    private final String text;
    private final Map<String, List<LongString>> byBeginning = new HashMap<>();
    private final Map<LongString, List<Part>> ofStrings = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    Cutter(String text, List<LongString> strings) {
      this.text = text;
      for (LongString string : strings) {
        String said = string.text();
        if (said != null && said.length() >= BEGINNING) {
          byBeginning
              .computeIfAbsent(said.substring(0, BEGINNING), _ -> new ArrayList<>())
              .add(string);
        }
      }
    }

    CutText cut() {
      int open = 0;
      int line = 0;
      while (line >= 0 && line < text.length()) {
        List<LongString> here = at(line);
        if (here.isEmpty()) {
          line = lineAfter(line);
          continue;
        }
        if (line > open) {
          lines(open, line - 1, true);
        }
        int end = line + length(here.getFirst());
        int first = parts.size();
        int left = lines(line, end, end < text.length());
        List<Part> of = List.copyOf(parts.subList(first, parts.size()));
        here.forEach(string -> ofStrings.put(string, of));
        if (end == text.length()) {
          return rest(left);
        }
        open = end + 1;
        line = open;
      }
      return rest(lines(open, text.length(), false));
    }

    private CutText rest(int from) {
      return new CutText(parts, from <= text.length() ? text.substring(from) : null, ofStrings);
    }

    /** The strings of the body that make up whole lines from here on: they all say the same. */
    private List<LongString> at(int line) {
      if (byBeginning.isEmpty() || line + BEGINNING > text.length()) {
        return List.of();
      }
      List<LongString> candidates =
          byBeginning.getOrDefault(text.substring(line, line + BEGINNING), List.of());
      String longest = "";
      for (LongString candidate : candidates) {
        String said = candidate.text();
        if (said != null && said.length() > longest.length() && isLines(line, said)) {
          longest = said;
        }
      }
      String found = longest;
      return candidates.stream().filter(candidate -> found.equals(candidate.text())).toList();
    }

    private static int length(LongString string) {
      String said = string.text();
      return said == null ? 0 : said.length();
    }

    private boolean isLines(int line, String said) {
      int end = line + said.length();
      return text.startsWith(said, line) && (end == text.length() || text.charAt(end) == '\n');
    }

    private int lineAfter(int from) {
      int end = text.indexOf('\n', from);
      return end < 0 ? -1 : end + 1;
    }

    /**
     * Makes parts of these lines.
     *
     * @param isAll whether what is left at the end becomes a part, too, however short
     * @return where what is left begins; after {@code to} where nothing is
     */
    private int lines(int from, int to, boolean isAll) {
      int open = from;
      if (to - from > LONG) {
        int end = text.indexOf('\n', from + STEP);
        while (end >= 0 && end < to) {
          part(open, end);
          open = end + 1;
          end = text.indexOf('\n', open + STEP);
        }
      }
      boolean isShort = to - open < (open == from ? SHORTEST : STEP);
      if (isShort && !isAll) {
        return open;
      }
      part(open, to);
      return to + 1;
    }

    private void part(int from, int to) {
      byte[] bytes = text.substring(from, to).getBytes(UTF_8);
      parts.add(new Part(text, from, to, Fingerprint.of(bytes, 0, bytes.length)));
    }
  }
}
