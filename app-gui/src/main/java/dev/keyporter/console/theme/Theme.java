package dev.keyporter.console.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.keyporter.console.kit.Preferences;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/**
 * Dresses a scene and keeps it so: follows the system's colours, the user's choice, the text size.
 */
public final class Theme {
  /** Text sizes to choose from, in pixels. */
  public static final int MIN_TEXT = 12;

  public static final int MAX_TEXT = 20;
  private static final int STANDARD_TEXT = 13;

  private static final String APPEARANCE = "appearance";
  private static final String TEXT_SIZE = "textSize";
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
  private static final List<String> FONTS =
      List.of(
          "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
          "/com/formdev/flatlaf/fonts/inter/Inter-Bold.otf",
          "/com/formdev/flatlaf/fonts/inter/Inter-Italic.otf",
          "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Regular.ttf",
          "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Bold.ttf");

  private final ObjectProperty<Appearance> appearance =
      new SimpleObjectProperty<>(this, "appearance", Appearance.SYSTEM);
  private final IntegerProperty textSize =
      new SimpleIntegerProperty(this, "textSize", STANDARD_TEXT);
  private final Scene scene;

  private Theme(Scene scene) {
    this.scene = scene;
  }

  /** Dresses a scene as the preferences say, and lets them know of changes. */
  public static Theme dress(Scene scene, Preferences preferences) {
    FONTS.forEach(Theme::loadFont);
    var theme = new Theme(scene);
    theme.appearance.set(
        preferences
            .text(APPEARANCE)
            .flatMap(
                name ->
                    List.of(Appearance.values()).stream()
                        .filter(value -> value.name().equals(name))
                        .findFirst())
            .orElse(Appearance.SYSTEM));
    theme.textSize.set(
        preferences
            .number(TEXT_SIZE)
            .map(size -> Math.clamp(size.longValue(), MIN_TEXT, MAX_TEXT))
            .orElse(STANDARD_TEXT));
    scene
        .getStylesheets()
        .add(Objects.requireNonNull(Theme.class.getResource("Theme.css")).toExternalForm());
    Platform.getPreferences().colorSchemeProperty().addListener((_, _, _) -> theme.apply());
    scene.rootProperty().subscribe(_ -> theme.apply());
    theme.appearance.subscribe(
        choice -> {
          preferences.set(APPEARANCE, choice);
          theme.apply();
        });
    theme.textSize.subscribe(
        size -> {
          preferences.set(TEXT_SIZE, size.intValue());
          theme.apply();
        });
    return theme;
  }

  public ObjectProperty<Appearance> appearanceProperty() {
    return appearance;
  }

  /** The size of body text in pixels; everything else is relative to it. */
  public IntegerProperty textSizeProperty() {
    return textSize;
  }

  /** Whether the scene is dark now. */
  public boolean isDark() {
    return switch (appearance.get()) {
      case LIGHT -> false;
      case DARK -> true;
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }

  private void apply() {
    boolean isDark = isDark();
    Application.setUserAgentStylesheet(
        isDark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    Parent root = scene.getRoot();
    root.pseudoClassStateChanged(DARK, isDark);
    // The one style set in code: its value is the user's own.
    root.setStyle("-fx-font-size: " + textSize.get() + "px;");
  }

  private static void loadFont(String resource) {
    try (InputStream font = Theme.class.getResourceAsStream(resource)) {
      Font.loadFont(Objects.requireNonNull(font, resource), STANDARD_TEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
