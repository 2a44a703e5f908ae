package dev.keyporter.proxy.recording;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which models cost more on OpenAI's regional hosts: those released since 5 March 2026, which are
 * {@code gpt-5.4} and all with a higher number.
 */
final class RegionalModels {
  private static final Pattern NUMBERED =
      Pattern.compile("gpt-(\\d{1,3})(?:\\.(\\d{1,3}))?(?:-.*)?");
  private static final Pattern OLDER =
      Pattern.compile("(gpt-(3\\.5|4o|4\\.1|4)|o1|o3|o4-mini|text-embedding|chatgpt-4o)(-.*)?");
  private static final int FIRST_MAJOR = 5;
  private static final int FIRST_MINOR = 4;

  private RegionalModels() {}

  /** Whether a model costs more there; empty where its name does not tell. */
  static Optional<Boolean> costMore(@Nullable String model) {
    if (model == null) {
      return Optional.empty();
    }
    if (OLDER.matcher(model).matches()) {
      return Optional.of(false);
    }
    Matcher numbered = NUMBERED.matcher(model);
    if (!numbered.matches()) {
      return Optional.empty();
    }
    int major = Integer.parseInt(numbered.group(1));
    int minor = numbered.group(2) == null ? 0 : Integer.parseInt(numbered.group(2));
    return Optional.of(major > FIRST_MAJOR || (major == FIRST_MAJOR && minor >= FIRST_MINOR));
  }
}
