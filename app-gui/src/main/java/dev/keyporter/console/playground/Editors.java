package dev.keyporter.console.playground;

import javafx.scene.control.ComboBox;

/** What is typed into a list of choices. */
final class Editors {
  private Editors() {}

  /** Other choices must not touch what stands there, nor the caret of whoever types. */
  static void set(ComboBox<String> field, String text) {
    field.setValue(text);
    if (!field.getEditor().getText().equals(text)) {
      field.getEditor().setText(text);
    }
  }
}
