package dev.keyporter.console.playground;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/** Keeps a growing text's end in view, unless its reader scrolled up. */
final class EndFollower {
  private static final double END = 0.999;

  private final ScrollPane pane;
  private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);

  EndFollower(ScrollPane pane, Region content) {
    this.pane = pane;
    pane.addEventFilter(
        ScrollEvent.SCROLL,
        event -> {
          if (event.getDeltaY() > 0 && content.getHeight() > pane.getViewportBounds().getHeight()) {
            following.set(false);
          }
        });
    pane.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          if (event.getTarget() instanceof Node node && isBar(node)) {
            following.set(false);
          }
        });
    pane.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.PAGE_UP || event.getCode() == KeyCode.HOME) {
            following.set(false);
          }
        });
    pane.vvalueProperty()
        .subscribe(
            value -> {
              if (value.doubleValue() >= END) {
                following.set(true);
              }
            });
    content.heightProperty().addListener((_, _, _) -> keep());
    pane.viewportBoundsProperty().addListener((_, _, _) -> keep());
  }

  private static boolean isBar(Node node) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (up instanceof ScrollBar) {
        return true;
      }
    }
    return false;
  }

  /** Whether the end is kept in view. */
  ReadOnlyBooleanProperty following() {
    return following.getReadOnlyProperty();
  }

  private void keep() {
    if (following.get()) {
      pane.setVvalue(pane.getVmax());
    }
  }

  /** Goes to the end and stays there. */
  void toEnd() {
    following.set(true);
    keep();
  }
}
