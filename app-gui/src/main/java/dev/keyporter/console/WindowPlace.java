package dev.keyporter.console;

import dev.keyporter.console.kit.Preferences;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Puts the window where it was, if that is still on a screen, and remembers where it goes. */
final class WindowPlace {
  static final double WIDTH = 1440;
  static final double HEIGHT = 900;
  static final double MIN_WIDTH = 1024;
  static final double MIN_HEIGHT = 680;

  private WindowPlace() {}

  static void keep(Stage stage, Preferences preferences) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    double width = preferences.number("window.width").orElse(Math.min(WIDTH, screen.getWidth()));
    double height =
        preferences.number("window.height").orElse(Math.min(HEIGHT, screen.getHeight()));
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    stage.setWidth(Math.max(MIN_WIDTH, width));
    stage.setHeight(Math.max(MIN_HEIGHT, height));
    preferences
        .number("window.x")
        .ifPresent(
            x ->
                preferences
                    .number("window.y")
                    .filter(y -> !Screen.getScreensForRectangle(x, y, width, height).isEmpty())
                    .ifPresent(
                        y -> {
                          stage.setX(x);
                          stage.setY(y);
                        }));
    stage.setMaximized(preferences.flag("window.maximized", false));
    stage.maximizedProperty().subscribe(value -> preferences.set("window.maximized", value));
    remember(stage, preferences);
  }

  private static void remember(Stage stage, Preferences preferences) {
    Runnable note =
        () -> {
          if (!stage.isMaximized() && !stage.isIconified() && stage.isShowing()) {
            preferences.set("window.x", stage.getX());
            preferences.set("window.y", stage.getY());
            preferences.set("window.width", stage.getWidth());
            preferences.set("window.height", stage.getHeight());
          }
        };
    stage.xProperty().subscribe(note);
    stage.yProperty().subscribe(note);
    stage.widthProperty().subscribe(note);
    stage.heightProperty().subscribe(note);
  }
}
