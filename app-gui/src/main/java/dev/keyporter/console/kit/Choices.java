package dev.keyporter.console.kit;

import java.util.List;
import java.util.Objects;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/**
 * Lists to choose from whose entries change while one of them is chosen. JavaFX then forgets the
 * place of the one chosen, or keeps one that another entry has meanwhile: the box may show what
 * holds no longer, and the arrow keys begin at the wrong entry.
 */
public final class Choices {
  private Choices() {}

  /**
   * Offers entries, with one of them or nothing chosen. Whoever listens to the box hears of steps
   * in between, unless nothing changes.
   *
   * @param chosen null, or not among the entries, for nothing
   */
  public static <T> void offer(ComboBox<T> box, List<T> entries, @Nullable T chosen) {
    if (box.getItems().equals(entries) && Objects.equals(box.getValue(), chosen)) {
      return;
    }
    box.setValue(null);
    box.getItems().setAll(entries);
    // A list that takes no null does not look for it, either.
    box.getSelectionModel().select(chosen == null ? -1 : entries.indexOf(chosen));
  }

  /**
   * Suggests entries for a field that takes any text. Where it keeps its text, whoever types there
   * goes on at the same place.
   *
   * @param text what is to stand in the field
   */
  public static void suggest(ComboBox<String> field, List<String> entries, String text) {
    TextField editor = field.getEditor();
    boolean isKept = text.equals(editor.getText());
    int anchor = editor.getAnchor();
    int caret = editor.getCaretPosition();
    if (!field.getItems().equals(entries)) {
      field.getItems().setAll(entries);
    }
    write(field, text);
    if (isKept) {
      editor.selectRange(anchor, caret);
    }
  }

  /** Writes into a field that takes any text. */
  public static void write(ComboBox<String> field, String text) {
    field.setValue(text);
    if (!text.equals(field.getEditor().getText())) {
      field.getEditor().setText(text);
    }
    int place = field.getItems().indexOf(text);
    if (place >= 0) {
      field.getSelectionModel().select(place);
    }
  }
}
