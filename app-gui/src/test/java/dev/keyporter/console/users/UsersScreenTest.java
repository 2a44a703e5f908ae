package dev.keyporter.console.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.db.account.AdminChange;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersScreenTest {
  private static final String DANA = "dana@example.com";

  @TempDir Path directory;

  @Test
  void aUserIsMadeDisabledEnabledAndDeletedByHandAndTheLogSaysSo() {
    try (Database database = Seed.database(directory)) {
      Organization organization = database.organizations().create("Northwind Labs");
      database.users().create(organization.id(), "alice@example.com");

      try (RunningConsole console = RunningConsole.open(directory)) {
        console.fire("#nav-users");
        console.await("the user who was there", () -> rows(console, "#users-table").size() == 1);
        console.robot().type(KeyCode.N);
        console.type("#form-name", DANA);
        console.fire("#form-submit");
        console.await("the new user", () -> console.words("#detail-title").equals(DANA));
        User dana = database.users().find(organization.id(), DANA).orElseThrow();

        console.fire("#toggle-user");
        awaitState(console, "Disabled");
        assertEquals(UserState.DISABLED, database.users().find(dana.id()).orElseThrow().state());
        console.fire("#toggle-user");
        awaitState(console, "Active");
        assertEquals(UserState.ACTIVE, database.users().find(dana.id()).orElseThrow().state());

        Seed.token(database, organization, dana);
        deleteOnceTheImpactShows(console, "One token bound to the user stops working.");
        console.await("the other user alone", () -> rows(console, "#users-table").size() == 1);

        changesSayWhatWasDone(console);
      }
    }
  }

  /** The figures are those of the moment the question opens. */
  private static void deleteOnceTheImpactShows(RunningConsole console, String impact) {
    console.await(
        "the token in the user's line",
        () ->
            console.robot().lookup(".kp-facts .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("1")));
    console.fire("#delete-user");
    Button yes = console.find("#confirm-yes", Button.class);
    assertTrue(yes.isDisabled(), "the name has to be typed first");
    assertTrue(
        console.robot().lookup("#confirm .label").queryAllAs(Label.class).stream()
            .anyMatch(label -> label.getText().contains(impact)),
        impact);
    assertTrue(console.find("#confirm-erase", CheckBox.class).getText().contains("requests"));
    console.picture(Path.of("target/pictures/user-delete.png"));
    console.type("#confirm-name", DANA);
    console.robot().interact(yes::fire);
  }

  private static void changesSayWhatWasDone(RunningConsole console) {
    console.robot().press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    console.find("#palette-field", TextField.class);
    console.robot().write("changes").type(KeyCode.ENTER);
    console.await("the log", () -> rows(console, "#changes-table").size() > 4);
    assertEquals(
        List.of("user.delete", "token.create", "user.enable", "user.disable", "user.create"),
        rows(console, "#changes-table").stream()
            .map(row -> ((AdminChange) row).action())
            .limit(5)
            .toList());
    console.picture(Path.of("target/pictures/changes.png"));
    console.type("#changes-search", "alice");
    console.await("hers alone", () -> rows(console, "#changes-table").size() == 1);
    console.type("#changes-search", "nobody at all");
    console.await("that there is none", () -> console.has("#changes-table .kp-empty"));
    console.click("#changes-table .kp-empty .button");
    console.await("all again", () -> rows(console, "#changes-table").size() > 4);
  }

  private static List<?> rows(RunningConsole console, String table) {
    return console.has(table) ? console.find(table, TableView.class).getItems() : List.of();
  }

  private static void awaitState(RunningConsole console, String word) {
    console.await(word, () -> console.words("#detail .kp-state").equals(word));
  }
}
