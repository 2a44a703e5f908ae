package dev.keyporter.console.requests;

import dev.keyporter.console.kit.CopyButton;
import java.util.function.Consumer;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

/** What keys and clicks on the rows do: Enter and double click open, Ctrl+C copies the id. */
final class TableKeys {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private TableKeys() {}

  static void install(TableView<RequestRow> table, RowMenu menu, Consumer<RequestRow> open) {
    table.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          RequestRow row = table.getSelectionModel().getSelectedItem();
          if (row == null) {
            return;
          }
          if (event.getCode() == KeyCode.ENTER) {
            open.accept(row);
            event.consume();
          } else if (COPY.match(event)) {
            CopyButton.toClipboard(row.id().toString());
            event.consume();
          }
        });
    table.setRowFactory(_ -> row(menu, open));
  }

  private static TableRow<RequestRow> row(RowMenu menu, Consumer<RequestRow> open) {
    var row = new TableRow<RequestRow>();
    row.setOnMouseClicked(
        event -> {
          if (!row.isEmpty()
              && event.getButton() == MouseButton.PRIMARY
              && event.getClickCount() == 2) {
            open.accept(row.getItem());
          }
        });
    row.setOnContextMenuRequested(
        event -> {
          if (!row.isEmpty()) {
            menu.fill(row.getItem());
            menu.menu().show(row, event.getScreenX(), event.getScreenY());
            event.consume();
          }
        });
    return row;
  }
}
