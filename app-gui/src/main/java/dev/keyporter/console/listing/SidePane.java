package dev.keyporter.console.listing;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The place beside a list: closed, or with one thing, a form, or what must not be lost. */
public final class SidePane {
  private static final PseudoClass WIDE = PseudoClass.getPseudoClass("wide");

  private final StackPane pane;
  private @Nullable Guard guard;

  SidePane(StackPane pane) {
    this.pane = pane;
    pane.managedProperty().bind(pane.visibleProperty());
    pane.setVisible(false);
  }

  /** Asks before what is shown is given up. */
  @FunctionalInterface
  public interface Guard {
    /**
     * Calls one of the two, at once or after an answer.
     *
     * @param go gives it up
     * @param stay keeps it
     */
    void leave(Runnable go, Runnable stay);
  }

  /** Shows something in place of what was shown. */
  public void show(Node node) {
    show(node, false, null);
  }

  /** Shows something wider, which is not given up without being asked. */
  public void showGuarded(Node node, Guard asks) {
    show(node, true, asks);
  }

  private void show(Node node, boolean wide, @Nullable Guard asks) {
    guard = asks;
    pane.pseudoClassStateChanged(WIDE, wide);
    if (!pane.getChildren().equals(List.of(node))) {
      pane.getChildren().setAll(node);
    }
    pane.setVisible(true);
  }

  void hide() {
    guard = null;
    pane.setVisible(false);
    pane.getChildren().clear();
  }

  /** Whether what is shown would be lost. */
  boolean isGuarded() {
    return guard != null;
  }

  boolean isOpen() {
    return pane.isVisible();
  }

  /** What is shown, for who wants to know of each change. */
  ObservableValue<Boolean> open() {
    return pane.visibleProperty();
  }

  /** Goes on if what is shown may be given up. */
  void leave(Runnable go, Runnable stay) {
    Guard asked = guard;
    if (asked == null) {
      go.run();
    } else {
      asked.leave(
          () -> {
            guard = null;
            go.run();
          },
          stay);
    }
  }
}
