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
import java.net.URI;
import java.nio.file.Path;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsScreenTest {

  @TempDir Path directory;

  @Test
  void showsARequestOfTheProxyAndFiltersAndPauses() throws Exception {
    String token = token();
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.click("#nav-requests");
      String command = console.find("#first-command", Label.class).getText();
      console.picture(Path.of("target/pictures/requests-empty.png"));
      String baseUrl = command.substring("curl ".length(), command.indexOf("/responses"));

      Client.ask(baseUrl, token, "alice@example.com", "gpt-4o-mini");
      console.await("the request", () -> rows(console) == 1);
      Client.ask(baseUrl, token, "bruno@example.com", "gpt-4o");
      Client.ask(baseUrl, token, "bruno@example.com", "no-such-model");
      console.await("the others", () -> rows(console) == 3);
      console.picture(Path.of("target/pictures/requests.png"));

      console.robot().type(KeyCode.F).write("model:gpt user:bru");
      console.await("the filtered", () -> rows(console) == 1);
      console.picture(Path.of("target/pictures/requests-filter.png"));
      FilterText text = console.find("#filter-text", FilterText.class);
      // At once: typed slowly, "colour" alone would be words to search for.
      console.robot().interact(() -> text.appendText(" colour:red"));
      Label problem = console.find("#filter-problem", Label.class);
      console.await("the reason", () -> problem.isVisible());
      assertTrue(problem.getText().contains("colour:"), problem.getText());
      assertEquals(1, rows(console));
      console.picture(Path.of("target/pictures/requests-problem.png"));
      console.click("#filter-clear");
      console.await("all again", () -> rows(console) == 3);

      console.click("#requests-pause");
      Client.ask(baseUrl, token, "alice@example.com", "gpt-4o");
      console.await("the pill", () -> console.has("#requests-pill"));
      assertEquals(3, rows(console));
      console.picture(Path.of("target/pictures/requests-paused.png"));
      console.click("#requests-pill");
      console.await("the new row", () -> rows(console) == 4);
      assertFalse(console.has("#requests-pill"));
    }
  }

  @Test
  void saysThatThereAreNoneOnlyOnceThatIsKnown() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      ButtonBase requests = console.find("#nav-requests", ButtonBase.class);
      String atFirst =
          console.onFx(
              () -> {
                requests.fire();
                return console.words("#requests-loaded");
              });
      assertEquals("", atFirst);
      console.await("none", () -> console.words("#requests-loaded").equals("No requests yet"));
    }
  }

  private static int rows(RunningConsole console) {
    return console.find("#requests-table", TableView.class).getItems().size();
  }

  private String token() {
    try (Database database = Seed.database(directory)) {
      Organization organization = database.organizations().create("Northwind Labs");
      Seed.key(database, organization, URI.create(DemoProvider.BASE_URL));
      return Seed.token(database, organization, null);
    }
  }
}
