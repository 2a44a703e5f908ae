package dev.keyporter.console.kit;

import atlantafx.base.controls.ModalPane;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/** The one layer for what has to be answered before anything else: to create, or to confirm. */
public final class Dialogs {
  private final ModalPane pane = new ModalPane();
  private @Nullable Node before;

  public Dialogs() {
    pane.setId("dialogs");
    pane.displayProperty().subscribe(this::keepFocus);
  }

  /** The layer, to be put over everything. */
  public ModalPane pane() {
    return pane;
  }

  /**
   * Shows a dialog in the middle, in place of the one that is open; the keyboard goes to its first
   * field.
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
    Node field = firstField(dialog);
    (field == null ? dialog : field).requestFocus();
  }

  private static @Nullable Node firstField(Node node) {
    if (node instanceof TextInputControl) {
      return node;
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        Node field = firstField(child);
        if (field != null) {
          return field;
        }
      }
    }
    return null;
  }

  /** Closes the dialog that is open; harmless where none is. */
  public void close() {
    pane.hide(true);
  }

  public boolean isOpen() {
    return pane.isDisplay();
  }

  /** Gives the keyboard back to where it was. */
  private void keepFocus(boolean displayed) {
    if (pane.getScene() == null) {
      return;
    }
    if (displayed) {
      before = pane.getScene().getFocusOwner();
    } else if (before != null) {
      before.requestFocus();
      before = null;
    }
  }
}
