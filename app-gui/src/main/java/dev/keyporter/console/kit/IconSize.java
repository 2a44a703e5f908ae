package dev.keyporter.console.kit;

import java.util.Locale;

/** How large an icon is drawn; the sizes stand in the style sheet. */
public enum IconSize {
  /** Beside the name of a screen. */
  NAVIGATION,
  /** In buttons and beside states. */
  STATE,
  /** In a line of text. */
  INLINE,
  /** Over the words of an empty place. */
  EMPTY;

  String styleClass() {
    return "kp-icon-" + name().toLowerCase(Locale.ROOT);
  }
}
