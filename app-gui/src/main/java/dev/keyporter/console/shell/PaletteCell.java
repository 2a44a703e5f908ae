package dev.keyporter.console.shell;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import java.util.BitSet;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A line of the palette: icon, title with the typed letters marked, keys or a hint. */
final class PaletteCell extends ListCell<Palette.Found> {
  PaletteCell() {
    getStyleClass().add("kp-palette-line");
  }

  @Override
  protected void updateItem(Palette.@Nullable Found found, boolean empty) {
    super.updateItem(found, empty);
    if (empty || found == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var hint = new Label(found.command().hint());
    hint.getStyleClass().add("kp-secondary");
    var line =
        new HBox(Icons.of(found.command().icon(), IconSize.NAVIGATION), title(found), space, hint);
    line.getStyleClass().add("kp-palette-words");
    setGraphic(line);
    setAccessibleText(found.command().title());
  }

  private static HBox title(Palette.Found found) {
    String title = found.command().title();
    BitSet matched = found.match().matched();
    var line = new HBox();
    line.getStyleClass().add("kp-palette-title");
    int start = 0;
    for (int i = 1; i <= title.length(); i++) {
      if (i == title.length() || matched.get(i) != matched.get(start)) {
        var part = new Label(title.substring(start, i));
        part.getStyleClass().add(matched.get(start) ? "kp-matched" : "kp-unmatched");
        line.getChildren().add(part);
        start = i;
      }
    }
    return line;
  }
}
