package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
  @TempDir Path directory;

  @Test
  void startsTheProxyAndGoesWhereKeysAndPaletteLead() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.await(
          "a running proxy",
          () ->
              console.find(".kp-footer .kp-state", Label.class).getText().equals("Proxy running"));
      console
          .robot()
          .press(KeyCode.CONTROL, KeyCode.DIGIT6)
          .release(KeyCode.DIGIT6, KeyCode.CONTROL);
      console.await("Keys", () -> title(console).equals("Keys"));

      console.robot().press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
      console.find("#palette-field", javafx.scene.control.TextField.class);
      console.robot().write("conn");
      assertTrue(console.find("#palette-list", ListView.class).getItems().size() < 3);
      console.picture(Path.of("target/pictures/palette.png"));
      console.robot().type(KeyCode.ENTER);
      console.await("Connect", () -> title(console).equals("Connect"));
      console.picture(Path.of("target/pictures/connect.png"));
      assertEquals("Connect", title(console));
    }
  }

  private static String title(RunningConsole console) {
    return console.find(".kp-screen-title", Label.class).getText();
  }
}
