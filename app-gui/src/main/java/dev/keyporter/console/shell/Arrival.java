package dev.keyporter.console.shell;

import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;

/**
 * Where the keyboard goes when a screen comes into view: to its list, or to where Tab enters it.
 */
final class Arrival {
  private final Pane content;

  /** Of the screens that come into a pane. */
  Arrival(Pane content) {
    this.content = content;
    content.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /** Takes the keyboard from what is gone; not from the sidebar, where someone may go on. */
  void take(Node entry) {
    if (!entry.isFocused()) {
      list().orElse(content).requestFocus();
    }
  }

  /** The list may not have been there yet. */
  private void pressed(KeyEvent event) {
    boolean isToList = event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP;
    if (isToList && event.getTarget().equals(content)) {
      list().ifPresent(list -> hand(event, list));
      event.consume();
    }
  }

  private static void hand(KeyEvent event, Node list) {
    list.requestFocus();
    Event.fireEvent(list, event.copyFor(list, list));
  }

  private Optional<Node> list() {
    return content.lookupAll(".table-view").stream()
        .filter(TableView.class::isInstance)
        .filter(this::isShown)
        .findFirst();
  }

  private boolean isShown(Node node) {
    for (Node up = node; up != null && !up.equals(content); up = up.getParent()) {
      if (!up.isVisible()) {
        return false;
      }
    }
    return !node.isDisabled();
  }
}
