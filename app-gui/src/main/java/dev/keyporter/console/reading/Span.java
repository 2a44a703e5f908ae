package dev.keyporter.console.reading;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words that look alike.
 *
 * @param link where they lead, null for nowhere
 */
record Span(String text, Set<Look> looks, @Nullable String link) {
  /** How words stand out. */
  enum Look {
    BOLD,
    ITALIC,
    CODE
  }

  Span {
    looks = Set.copyOf(looks);
  }

  static Span plain(String text) {
    return new Span(text, EnumSet.noneOf(Look.class), null);
  }
}
