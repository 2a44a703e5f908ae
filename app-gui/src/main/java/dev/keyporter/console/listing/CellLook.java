package dev.keyporter.console.listing;

import dev.keyporter.console.kit.StateLabel.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What one cell shows.
 *
 * @param icon Ikonli's name of an icon before the text; empty for none
 * @param tone null for the text's own colour
 */
public record CellLook(String text, String icon, @Nullable Tone tone) {
  /** A text. */
  public static CellLook of(String text) {
    return new CellLook(text, "", null);
  }

  /** A text that steps back. */
  public static CellLook quiet(String text) {
    return new CellLook(text, "", Tone.QUIET);
  }
}
