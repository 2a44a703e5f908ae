package dev.keyporter.console.kit;

import atlantafx.base.controls.PasswordTextField;

/** A {@link SecretField} that can show what it holds. */
public final class RevealableSecretField extends PasswordTextField {
  @Override
  public void replaceText(int start, int end, String text) {
    super.replaceText(start, end, SecretField.separated(text));
  }
}
