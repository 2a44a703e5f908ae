package dev.keyporter.console.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.model.access.Secret;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class SecretFieldTest {
  @Test
  void twoPastedLinesDoNotBecomeOneSecret() throws Exception {
    FxToolkit.registerPrimaryStage();
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          var plain = new SecretField();
          var revealable = new RevealableSecretField();
          paste("sk-first\r\nsk-second\n");
          plain.paste();
          revealable.paste();

          assertEquals("sk-first sk-second", plain.getText());
          assertEquals("sk-first sk-second", revealable.getPassword());
          assertThrows(IllegalArgumentException.class, () -> new Secret(plain.getText()));
        });
  }

  @Test
  void aPastedLineIsTakenAsItIs() throws Exception {
    FxToolkit.registerPrimaryStage();
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          var plain = new SecretField();
          var revealable = new RevealableSecretField();
          paste("sk-only\n");
          plain.paste();
          revealable.paste();

          assertEquals("sk-only", plain.getText());
          assertEquals("sk-only", revealable.getPassword());
        });
  }

  private static void paste(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
