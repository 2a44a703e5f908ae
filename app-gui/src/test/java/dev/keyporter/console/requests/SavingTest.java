package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.Client;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.demo.DemoProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the list of requests: files and filters. */
class SavingTest {
  @TempDir Path directory;
  @TempDir Path folder;

  private String token;

  @BeforeEach
  void prepare() {
    try (Database database = Seed.database(directory)) {
      Organization organization = database.organizations().create("Northwind Labs");
      Seed.key(database, organization, URI.create(DemoProvider.BASE_URL));
      token = Seed.token(database, organization, null);
    }
  }

  @Test
  void exportsWhatIsFilteredToTheChosenFileAndNothingWhereNoneIsChosen() throws Exception {
    try (RunningConsole console = openWithTwoRequests()) {
      filter(console, "user:bruno", 1);

      export(console, "#requests-export-csv");
      console.await("the question where to", () -> console.fileDialogs().asked() == 1);
      assertFalse(console.has("#export-bar"), "nothing was chosen");

      console.fileDialogs().pick(folder);
      export(console, "#requests-export-csv");
      console.awaitOutside("a CSV file", () -> names().anyMatch(name -> name.endsWith(".csv")));
      export(console, "#requests-export-jsonl");
      console.awaitOutside("a JSONL file", () -> names().anyMatch(name -> name.endsWith(".jsonl")));
      console.picture(Path.of("target/pictures/requests-exported.png"));

      List<String> csv = lines(".csv");
      assertEquals(2, csv.size(), "a head and one line");
      assertTrue(csv.getLast().contains("bruno@example.com"), csv.getLast());
      List<String> jsonLines = lines(".jsonl");
      assertEquals(1, jsonLines.size());
      assertTrue(jsonLines.getFirst().startsWith("{"), jsonLines.getFirst());
    }
  }

  @Test
  void aFilterIsSavedUsedAgainAfterARestartAndRemoved() throws Exception {
    try (RunningConsole console = openWithTwoRequests()) {
      filter(console, "user:bruno", 1);
      console.fire("#requests-saved");
      console.type("#saved-name", "Only Bruno");
      console.fire("#saved-save");
      console.fire("#filter-clear");
      console.await("all again", () -> rows(console) == 2);
    }
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.fire("#nav-requests");
      console.await("all", () -> rows(console) == 2);
      console.fire("#requests-saved");
      assertEquals("Only Bruno", console.words(".kp-saved-filter"));
      console.fire(".kp-saved-filter");
      console.await("hers alone", () -> rows(console) == 1);

      console.fire("#requests-saved");
      console.fire("#saved-delete");
      assertFalse(console.has(".kp-saved-filter"), "removed at once");
    }
  }

  private RunningConsole openWithTwoRequests() throws Exception {
    RunningConsole console = RunningConsole.open(directory);
    console.fire("#nav-requests");
    String command = console.find("#first-command", Label.class).getText();
    String baseUrl = command.substring("curl ".length(), command.indexOf("/responses"));
    Client.ask(baseUrl, token, "alice@example.com", "gpt-4o");
    Client.ask(baseUrl, token, "bruno@example.com", "gpt-4o");
    console.await("both", () -> rows(console) == 2);
    return console;
  }

  private static void filter(RunningConsole console, String text, int found) {
    FilterText field = console.find("#filter-text", FilterText.class);
    console.robot().interact(() -> field.replaceText(text));
    console.await(text, () -> rows(console) == found);
  }

  private static void export(RunningConsole console, String item) {
    MenuButton menu = console.find("#requests-export", MenuButton.class);
    console
        .robot()
        .interact(
            () ->
                menu.getItems().stream()
                    .filter(one -> ("#" + one.getId()).equals(item))
                    .forEach(one -> one.fire()));
  }

  private static int rows(RunningConsole console) {
    return console.find("#requests-table", TableView.class).getItems().size();
  }

  private Stream<String> names() {
    return Stream.of(folder.toFile().list());
  }

  private List<String> lines(String extension) throws IOException {
    String name = names().filter(one -> one.endsWith(extension)).findFirst().orElseThrow();
    return Files.readAllLines(folder.resolve(name));
  }
}
