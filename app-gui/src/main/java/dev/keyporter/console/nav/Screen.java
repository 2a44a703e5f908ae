package dev.keyporter.console.nav;

import javafx.scene.Parent;

/** A screen: its head and content, between sidebar and footer. */
public interface Screen {
  /** The same node each time. */
  Parent view();

  /** Comes into view at a place of its own, or is sent to another one while in view. */
  void open(Place place);

  /** Goes out of view: no more live work. */
  default void leave() {}

  /** Gives the keyboard to the field that filters or searches, where there is one. */
  default void focusFilter() {}

  /**
   * About to be left for somewhere else. A screen that holds what would be lost asks first.
   *
   * @param go leaves
   */
  default void beforeLeaving(Runnable go) {
    go.run();
  }

  /** Esc, when nothing nearer to the keyboard took it. */
  default void stepBack() {}
}
