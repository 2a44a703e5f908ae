package dev.keyporter.model.traffic;

import java.util.Locale;

/** How a request was rated. */
public enum RatingChoice {
  GOOD,
  BAD,
  /** Not at all. */
  NONE;

  /** The name used in filters. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
