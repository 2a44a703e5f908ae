package dev.keyporter.console.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.demo.DemoProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
      console.robot().clickOn("#nav-requests");
      String command = console.find("#first-command", Label.class).getText();
      console.picture(Path.of("target/pictures/requests-empty.png"));
      String baseUrl = command.substring("curl ".length(), command.indexOf("/responses"));

      ask(baseUrl, token, "alice@example.com", "gpt-4o-mini");
      console.await("the request", () -> rows(console) == 1);
      ask(baseUrl, token, "bruno@example.com", "gpt-4o");
      ask(baseUrl, token, "bruno@example.com", "no-such-model");
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
      console.robot().clickOn("#filter-clear");
      console.await("all again", () -> rows(console) == 3);

      console.robot().clickOn("#requests-pause");
      ask(baseUrl, token, "alice@example.com", "gpt-4o");
      console.await("the pill", () -> console.has("#requests-pill"));
      assertEquals(3, rows(console));
      console.picture(Path.of("target/pictures/requests-paused.png"));
      console.robot().clickOn("#requests-pill");
      console.await("the new row", () -> rows(console) == 4);
      assertFalse(console.has("#requests-pill"));
    }
  }

  private static int rows(RunningConsole console) {
    return console.find("#requests-table", TableView.class).getItems().size();
  }

  private String token() {
    try (Database database =
        Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC())) {
      Organization organization = database.organizations().create("Northwind Labs");
      database
          .providerKeys()
          .create(
              organization.id(),
              new NewProviderKey(
                  new KeyScope.Shared(),
                  "Demo",
                  URI.create(DemoProvider.BASE_URL),
                  null,
                  null,
                  true),
              new Secret(DemoProvider.KEY));
      return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
          .issue(organization, null, "Test", Duration.ofHours(1))
          .text();
    }
  }

  private static void ask(String baseUrl, String token, String user, String model)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(baseUrl + "/responses"))
              .header("Authorization", "Bearer " + token)
              .header("X-User-ID", user)
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"model\": \"" + model + "\", \"input\": \"Say hello.\"}"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
