package dev.keyporter.console.kit;

import atlantafx.base.controls.ModalPane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The one layer for what has to be answered before anything else: to create, or to confirm. */
public final class Dialogs {
  private final ModalPane pane = new ModalPane();
  private @Nullable Node before;

  public Dialogs() {
    pane.setId("dialogs");
    // While it is empty, the keyboard would vanish in it.
    pane.setFocusTraversable(false);
    // At once: of a dialog that fades or slides in, a copy stays in the window's corner.
    pane.setInTransitionFactory(null);
    pane.setOutTransitionFactory(null);
    pane.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    pane.displayProperty().subscribe(this::displayed);
  }

  /** The layer, to be put over everything. */
  public ModalPane pane() {
    return pane;
  }

  /**
   * Shows a dialog in the middle, in place of the one that is open. The keyboard goes to its first
   * field, or else to the button that gives it up: Enter, pressed without a look, loses nothing.
   */
  public void open(Node dialog) {
    show(dialog, Pos.CENTER);
  }

  /** Shows a dialog near the window's upper edge, so that it can grow and shrink without a jump. */
  public void openAtTop(Node dialog) {
    show(dialog, Pos.TOP_CENTER);
  }

  private void show(Node dialog, Pos place) {
    pane.setAlignment(place);
    pane.show(dialog);
    // A bar takes its buttons in with its looks; what is in no window gets no keyboard.
    dialog.applyCss();
    first(dialog, TextInputControl.class::isInstance)
        .or(() -> first(dialog, node -> node instanceof Button button && button.isCancelButton()))
        .orElse(dialog)
        .requestFocus();
  }

  /** Tab goes around in the dialog; what is under it is not to be worked with. */
  private void pressed(KeyEvent event) {
    if (event.getCode() != KeyCode.TAB || !isOpen()) {
      return;
    }
    List<Node> stops = new ArrayList<>();
    addStops(pane.getContent(), stops);
    if (!stops.isEmpty()) {
      int now = stops.indexOf(pane.getScene().getFocusOwner());
      int next = event.isShiftDown() ? (now > 0 ? now : stops.size()) - 1 : now + 1;
      stops.get(next % stops.size()).requestFocus();
    }
    event.consume();
  }

  private static void addStops(Node node, List<Node> stops) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node.isFocusTraversable()) {
      stops.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> addStops(child, stops));
    }
  }

  private static Optional<Node> first(Node node, Predicate<Node> wanted) {
    if (wanted.test(node)) {
      return Optional.of(node);
    }
    return node instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .flatMap(child -> first(child, wanted).stream())
            .findFirst()
        : Optional.empty();
  }

  /** Closes the dialog that is open; harmless where none is. */
  public void close() {
    pane.hide();
  }

  public boolean isOpen() {
    return pane.isDisplay();
  }

  /**
   * Gives the keyboard back to where it was. What is closed, however that came, leaves the window:
   * an unseen dialog would still be reached by Tab, and its button by Enter.
   */
  private void displayed(boolean isOpen) {
    if (!isOpen) {
      pane.setContent(null);
    }
    if (pane.getScene() == null) {
      return;
    }
    if (isOpen) {
      before = pane.getScene().getFocusOwner();
    } else if (before != null) {
      before.requestFocus();
      before = null;
    }
  }
}
