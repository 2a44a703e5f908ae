package dev.keyporter.console.organizations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlantafx.base.controls.ToggleSwitch;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Recording;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganizationDetailTest {
  private static final int ENOUGH = 100;

  @TempDir Path directory;

  @Test
  void theLastOfSeveralQuickClicksHolds() {
    try (Database database = Seed.database(directory)) {
      Organization acme = database.organizations().create("Acme");
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.fire("#nav-organizations");
        TableView<?> table = console.find("#organizations-table", TableView.class);
        console.await("the organization", () -> !table.getItems().isEmpty());
        console.robot().interact(() -> table.getSelectionModel().select(0));
        RadioButton metadata = console.find("#recording-metadata", RadioButton.class);
        RadioButton bodies = console.find("#recording-bodies", RadioButton.class);
        ToggleSwitch usage = console.find("#stream-usage", ToggleSwitch.class);
        boolean asked = usage.isSelected();
        console
            .robot()
            .interact(
                () -> {
                  metadata.fire();
                  bodies.fire();
                  usage.setSelected(!asked);
                  usage.setSelected(asked);
                });
        console.awaitOutside("four changes", () -> changes(database).size() == 4);
        Organization now = database.organizations().find(acme.id()).orElseThrow();
        assertEquals(Recording.BODIES, now.recording());
        assertEquals(asked, now.includeStreamUsage());
        console.await("what is stored", () -> bodies.isSelected() && usage.isSelected() == asked);
      }
    }
  }

  private static List<?> changes(Database database) {
    return database.adminLog().list(Long.MAX_VALUE, ENOUGH).stream()
        .filter(change -> change.action().startsWith("organization.set"))
        .toList();
  }
}
