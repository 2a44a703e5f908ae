package dev.keyporter.console.shell;

import dev.keyporter.console.kit.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** All shortcuts at a glance. */
final class ShortcutSheet extends VBox {
  private final Texts texts = Texts.of(ShortcutSheet.class);

  ShortcutSheet() {
    getStyleClass().add("kp-dialog");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setFocusTraversable(true);
    setId("shortcut-sheet");
    var title = new Label(texts.text("sheet.title"));
    title.getStyleClass().add("kp-detail-title");
    var keys = new GridPane();
    keys.getStyleClass().add("kp-sheet-keys");
    add(keys, Shortcuts.paletteKeys(), "sheet.palette");
    add(keys, Shortcuts.screenKeys(), "sheet.screens");
    add(keys, "N", "sheet.new");
    add(keys, "F", "sheet.filter");
    add(keys, "Enter", "sheet.open");
    add(keys, "Esc", "sheet.back");
    add(keys, Shortcuts.shown("C"), "sheet.copy");
    add(keys, Shortcuts.shown("Enter"), "sheet.send");
    add(keys, "F1", "sheet.help");
    getChildren().addAll(title, keys);
  }

  private void add(GridPane keys, String key, String text) {
    var cap = new Label(key);
    cap.getStyleClass().add("kp-key-cap");
    keys.addRow(keys.getRowCount(), cap, new Label(texts.text(text)));
  }
}
