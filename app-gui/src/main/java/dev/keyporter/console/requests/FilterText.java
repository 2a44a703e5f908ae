package dev.keyporter.console.requests;

import dev.keyporter.console.lettering.SafeText;
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

  /**
   * Also for what is pasted: a line it remains, and of a length that can be laid out at once. What
   * does not fit is left out, as in any field with a bound.
   */
  @Override
  public void replaceText(int start, int end, String text) {
    String line = LINE_BREAKS.matcher(text).replaceAll(" ");
    String room = getText(0, start) + line + getText(end, getLength());
    int fits = SafeText.end(room, 0, SafeText.LONGEST);
    int over = room.length() - fits;
    super.replaceText(
        start, end, line.substring(0, SafeText.cut(line, Math.max(0, line.length() - over))));
  }
}
