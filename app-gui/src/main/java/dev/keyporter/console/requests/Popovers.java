package dev.keyporter.console.requests;

import atlantafx.base.controls.Popover;
import javafx.scene.Node;

/** Small panels under the buttons they belong to. */
final class Popovers {
  private Popovers() {}

  /** A popover whose arrow points up to its button. */
  static Popover under(Node content) {
    var popover = new Popover(content);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
    popover.setHeaderAlwaysVisible(false);
    popover.setDetachable(false);
    popover.setAnimated(false);
    popover.setArrowSize(0);
    return popover;
  }
}
