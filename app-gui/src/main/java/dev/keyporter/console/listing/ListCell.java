package dev.keyporter.console.listing;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel.Tone;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell of a list: a text, an icon before it, a tone. */
final class ListCell<T> extends TableCell<T, T> {
  private final ListColumn<T> column;
  private @Nullable CellLook shown;

  ListCell(ListColumn<T> column) {
    this.column = column;
    switch (column.kind()) {
      case NAME -> getStyleClass().add("kp-list-name");
      case TEXT -> {}
      case CODE -> getStyleClass().add("kp-mono");
      case FIGURES -> getStyleClass().add("kp-figures");
    }
  }

  @Override
  protected void updateItem(@Nullable T line, boolean empty) {
    super.updateItem(line, empty);
    CellLook look = empty || line == null ? null : column.look().apply(line);
    if (look == null ? shown == null : look.equals(shown)) {
      return;
    }
    shown = look;
    for (Tone tone : Tone.values()) {
      getStyleClass().remove(tone.styleClass());
    }
    setText(look == null ? null : look.text());
    setGraphic(
        look == null || look.icon().isEmpty() ? null : Icons.of(look.icon(), IconSize.STATE));
    if (look != null && look.tone() != null) {
      getStyleClass().add(look.tone().styleClass());
    }
  }
}
