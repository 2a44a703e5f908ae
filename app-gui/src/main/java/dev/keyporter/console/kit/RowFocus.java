package dev.keyporter.console.kit;

import javafx.beans.InvalidationListener;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;

/**
 * A table that has the keyboard while no row is selected: one row shows that it is there, and the
 * first key selects that row instead of the one after it.
 */
public final class RowFocus {
  private final TableView<?> table;

  private RowFocus(TableView<?> table) {
    this.table = table;
  }

  /** Makes a table so, for the items that it has been given. */
  public static void install(TableView<?> table) {
    var focus = new RowFocus(table);
    table.focusedProperty().subscribe(_ -> focus.show());
    table.getItems().addListener((InvalidationListener) _ -> focus.show());
    table.addEventFilter(KeyEvent.KEY_PRESSED, focus::pressed);
  }

  private boolean isWaiting() {
    return table.getSelectionModel().isEmpty() && !table.getItems().isEmpty();
  }

  private void show() {
    if (table.isFocused() && isWaiting() && table.getFocusModel().getFocusedIndex() < 0) {
      table.getFocusModel().focus(0);
    }
  }

  private void pressed(KeyEvent event) {
    if (!isWaiting() || event.isShortcutDown()) {
      return;
    }
    switch (event.getCode()) {
      case DOWN, UP, SPACE -> {
        select();
        event.consume();
      }
      // Whoever listens for it finds the row selected.
      case ENTER -> select();
      default -> {}
    }
  }

  private void select() {
    table.getSelectionModel().select(Math.max(0, table.getFocusModel().getFocusedIndex()));
  }
}
