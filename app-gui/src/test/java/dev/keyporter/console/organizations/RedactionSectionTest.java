package dev.keyporter.console.organizations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.RedactionRule;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionSectionTest {
  @TempDir Path directory;

  @Test
  void aRuleIsAddedOnceItsPatternIsRightAndRemovedWithAWayBack() {
    try (Database database = Seed.database(directory)) {
      Organization organization = database.organizations().create("Northwind Labs");
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.fire("#nav-organizations");
        TableView<?> table = console.find("#organizations-table", TableView.class);
        console.await("the organization", () -> !table.getItems().isEmpty());
        console.robot().interact(() -> table.getSelectionModel().select(0));

        console.fire("#redaction-add");
        console.type("#redaction-name", "Employee numbers");
        console.type("#redaction-pattern", "EMP-(\\d{6}");
        console.type("#redaction-replacement", "[employee]");
        console.fire("#form-submit");
        String wrong = console.words("#form-error");
        assertTrue(wrong.contains("regular expression"), wrong);
        console.picture(Path.of("target/pictures/redaction-wrong.png"));
        assertEquals(List.of(), patterns(database, organization));

        console.type("#redaction-pattern", "EMP-\\d{6}");
        console.fire("#form-submit");
        console.await("the rule in the list", () -> console.has("#redaction-delete"));
        assertEquals(List.of("EMP-\\d{6}"), patterns(database, organization));

        console.fire("#redaction-delete");
        console.await("no rule", () -> !console.has("#redaction-delete"));
        assertEquals(List.of(), patterns(database, organization));
        console.fire(".kp-notices .notification .button.flat");
        console.await("the rule again", () -> console.has("#redaction-delete"));
        assertEquals(List.of("EMP-\\d{6}"), patterns(database, organization));
      }
    }
  }

  private static List<String> patterns(Database database, Organization organization) {
    return database.redactionRules().of(organization.id()).stream()
        .map(RedactionRule::pattern)
        .toList();
  }
}
