package dev.keyporter.console.requests;

import java.util.regex.Pattern;
import javafx.scene.AccessibleRole;
import org.fxmisc.richtext.StyleClassedTextArea;

/**
 * One line of text with style classes. RichTextFX's own field cannot be used: it looks for a style
 * sheet named after the theme, of which it knows only JavaFX's.
 */
final class FilterText extends StyleClassedTextArea {
  private static final Pattern LINE_BREAKS = Pattern.compile("\\v+");

  FilterText() {
    setAccessibleRole(AccessibleRole.TEXT_FIELD);
    setWrapText(false);
    setPrefHeight(28);
  }

  /** Also for what is pasted: a line it remains. */
  @Override
  public void replaceText(int start, int end, String text) {
    super.replaceText(start, end, LINE_BREAKS.matcher(text).replaceAll(" "));
  }
}
