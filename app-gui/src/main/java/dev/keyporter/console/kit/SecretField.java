package dev.keyporter.console.kit;

import javafx.scene.control.PasswordField;

/** A field for a secret. Of several pasted lines it keeps that they were several. */
public final class SecretField extends PasswordField {
  @Override
  public void replaceText(int start, int end, String text) {
    super.replaceText(start, end, separated(text));
  }

  /**
   * A pasted text with a space where a line ended. A text field would put the lines together, and
   * two secrets would pass for one; a space is refused.
   */
  static String separated(String pasted) {
    return pasted.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
