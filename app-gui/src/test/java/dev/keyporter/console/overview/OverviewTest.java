package dev.keyporter.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
  @TempDir Path directory;

  @Test
  void showsWhatWasRecordedAndABarLeadsToItsRows() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.await("a running proxy", () -> console.has(".kp-footer .success"));
      console.find("#first-demo", Node.class);
      console.click("#first-demo");
      console.await(
          "one request in the tile",
          () -> console.has("#tile-requests") && figure(console).equals("1"));
      List<Node> bars = List.copyOf(console.robot().lookup("#overview-bars .kp-bar").queryAll());
      assertEquals(30, bars.size(), "days");
      Node today = bars.getLast();
      assertTrue(today.getAccessibleText().contains("1 request"), today.getAccessibleText());
      console.robot().interact(today::requestFocus);
      console.await("the bar's card", () -> console.has(".kp-bars-card .ov-card"));
      console.robot().type(KeyCode.LEFT, KeyCode.RIGHT, KeyCode.ENTER);
      console.await(
          "the rows",
          () -> console.find(".kp-screen-title", Label.class).getText().equals("Requests"));
    }
  }

  private static String figure(RunningConsole console) {
    return console.find("#tile-requests", FigureTile.class).figure();
  }
}
