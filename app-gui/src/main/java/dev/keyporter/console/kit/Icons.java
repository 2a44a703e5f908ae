package dev.keyporter.console.kit;

import org.kordamp.ikonli.javafx.FontIcon;

/** Feather's icons in the sizes of the console. */
public final class Icons {
  private Icons() {}

  /**
   * An icon.
   *
   * @param literal Ikonli's name for it, as {@code fth-key}
   */
  public static FontIcon of(String literal, IconSize size) {
    var icon = new FontIcon(literal);
    icon.getStyleClass().add(size.styleClass());
    return icon;
  }
}
