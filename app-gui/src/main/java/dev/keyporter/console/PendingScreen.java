package dev.keyporter.console;

import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.nav.ScreenName;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Holds the place of a screen that is not built yet. */
final class PendingScreen implements Screen {
  private final VBox view;

  PendingScreen(ScreenName name) {
    var title = new Label(name.title());
    title.getStyleClass().add("kp-screen-title");
    var head = new HBox(title);
    head.getStyleClass().add("kp-head");
    view = new VBox(head);
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    // Nothing to show yet.
  }
}
