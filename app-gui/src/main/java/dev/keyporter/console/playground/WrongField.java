package dev.keyporter.console.playground;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;

/** How a field looks that something wrong was typed into. */
final class WrongField {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("error");

  private WrongField() {}

  /** Marks it, or no longer, with the words below it. */
  static void mark(TextInputControl field, Label words, boolean isWrong) {
    field.pseudoClassStateChanged(WRONG, isWrong);
    words.setVisible(isWrong);
  }
}
