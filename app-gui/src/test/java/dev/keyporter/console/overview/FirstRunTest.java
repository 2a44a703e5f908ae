package dev.keyporter.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunTest {
  @TempDir Path directory;

  @Test
  void oneClickLeadsToTheFirstAnswerOfTheDemoProvider() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      awaitProxy(console);
      console.find("#first-run", javafx.scene.Node.class);
      console.robot().clickOn("#first-demo");
      console.await("Overview in place of the checklist", () -> !console.has("#first-run"));
    }
    assertAnswered();
  }

  @Test
  void everyStepCanBeDoneInPlaceAndAThingMadeElsewhereCounts() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      awaitProxy(console);
      console.find("#first-save-organization", Button.class);
      // As the command line would, in another process.
      try (Database other = database()) {
        other.organizations().create("Made elsewhere");
      }
      console.find("#first-demo-key", Button.class);
      console.robot().clickOn("#first-demo-key");
      console.find("#first-issue", Button.class);
      console.robot().clickOn("#first-issue");
      assertTrue(console.find("#first-token", TextArea.class).getText().startsWith("ey"));
      console.robot().clickOn("#first-send");
      console.await("Overview in place of the checklist", () -> !console.has("#first-run"));
    }
    assertAnswered();
  }

  private static void awaitProxy(RunningConsole console) {
    console.await("a running proxy", () -> console.has(".kp-footer .success"));
  }

  private Database database() {
    return Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC());
  }

  private void assertAnswered() {
    try (Database database = database()) {
      List<RequestSummary> rows = database.requests().page(RequestFilter.ALL, null, 10).rows();
      assertEquals(
          List.of(RequestStatus.COMPLETED), rows.stream().map(RequestSummary::status).toList());
      assertEquals(1, database.organizations().list().size());
    }
  }
}
