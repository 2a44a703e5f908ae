package dev.keyporter.model.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models that may be asked for: names in which {@code *} stands for any run of characters, also
 * none. Case counts, as it does for providers.
 *
 * @param patterns at least one and at most {@link #MOST}, none of them blank, longer than 255
 *     characters, or holding a comma, white space or control characters
 */
public record ModelPatterns(List<String> patterns) {
  /** More patterns than anybody lists. */
  public static final int MOST = 100;

  private static final int LONGEST = 255;

  public ModelPatterns {
    patterns = patterns.stream().distinct().toList();
    if (patterns.isEmpty() || patterns.size() > MOST) {
      throw new IllegalArgumentException("A list of models has 1 to " + MOST + " entries.");
    }
    patterns.forEach(ModelPatterns::check);
  }

  private static void check(String pattern) {
    boolean isOdd =
        pattern
            .codePoints()
            .anyMatch(c -> c == ',' || Character.isWhitespace(c) || Character.isISOControl(c));
    if (pattern.isEmpty() || pattern.length() > LONGEST || isOdd) {
      throw new IllegalArgumentException(
          "A model's name in a list has 1 to 255 characters, without spaces and commas.");
    }
  }

  /** Reads a list with commas between its entries. */
  public static ModelPatterns parse(String list) {
    return new ModelPatterns(List.of(list.strip().split("\\s*,\\s*", -1)));
  }

  /**
   * Whether a model may be asked for.
   *
   * @param model null where the request names none, which a list never allows
   */
  public boolean allows(@Nullable String model) {
    return model != null && patterns.stream().anyMatch(pattern -> matches(pattern, model));
  }

  /** Linear in the pattern's length times the name's, whatever the pattern. */
  private static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** The list as it is written: with commas and no spaces. */
  @Override
  public String toString() {
    return String.join(",", patterns);
  }
}
