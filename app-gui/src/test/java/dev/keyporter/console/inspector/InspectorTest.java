package dev.keyporter.console.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.Tab;
import atlantafx.base.controls.TabLine;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.StrangeTexts;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.proxy.access.TokenIssuer;
import dev.keyporter.proxy.demo.DemoProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A streamed answer of the demo provider, from the list of ratings to its bytes and back. */
class InspectorTest {
  @TempDir Path directory;

  @Test
  void showsAStreamAndRatesItInPlace() throws Exception {
    String token = token();
    try (RunningConsole console = RunningConsole.open(directory);
        Database database = database()) {
      console.await("a running proxy", () -> address(console).contains(":"));
      HttpResponse<String> answer =
          post(
              address(console) + "/responses",
              token,
              "{\"model\":\"gpt-4o-mini\",\"stream\":true,\"input\":\"Say **hello**.\"}");
      assertEquals(200, answer.statusCode(), answer.body());
      RequestId id =
          RequestId.parse(answer.headers().firstValue("x-request-id").orElseThrow()).orElseThrow();
      post(address(console) + "/responses/" + id + "/rate", token, "{\"rating\":-1}");

      console
          .robot()
          .press(KeyCode.CONTROL, KeyCode.DIGIT3)
          .release(KeyCode.DIGIT3, KeyCode.CONTROL);
      console.await("the rating", () -> !list(console, "#ratings-list").getItems().isEmpty());
      console.click("#ratings-next");
      console.await("the request", () -> text(console, "#inspector-id").equals(id.toString()));
      console.await("its cost", () -> text(console, "#inspector-total").startsWith("= $0"));

      choose(console, "inspector-tab-stream");
      console.await("its events", () -> !list(console, "#stream-list").getItems().isEmpty());
      int folded = list(console, "#stream-list").getItems().size();
      console.click("#stream-group");
      console.await(
          "each delta a line", () -> list(console, "#stream-list").getItems().size() > folded);
      choose(console, "inspector-tab-request");
      console.await("its body", () -> list(console, "#body-json").getItems().size() == 5);

      console.click("#rate-good");
      console.await("saved", () -> text(console, "#rate-saved").equals("saved"));
      assertEquals(1, rating(database, id).orElseThrow().value());
      console.click("#rate-feedback").write("Right.").type(KeyCode.ENTER);
      console.await("the words", () -> hasFeedback(database, id));
      assertTrue(console.find("#rate-good", ToggleButton.class).isSelected());
      console.await("saved with them", () -> console.has("#rate-saved"));
      console.fire("#rate-remove");
      console.await("no rating", () -> !console.has("#rate-remove"));
      console.await("none on record", () -> rating(database, id).isEmpty());
      assertEquals("", console.find("#rate-feedback", TextField.class).getText());

      post(
          address(console) + "/responses/" + id + "/rate",
          token,
          "{\"rating\":1,\"feedback\":\"From a tool.\"}");
      console.await(
          "what was thought elsewhere",
          () -> console.find("#rate-good", ToggleButton.class).isSelected());
      assertEquals("From a tool.", console.find("#rate-feedback", TextField.class).getText());

      console.click("#inspector-close");
      assertFalse(console.has("#inspector"));
    }
  }

  @Test
  void nothingOfOneRequestStandsBesideAnother() throws Exception {
    String token = token();
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.await("a running proxy", () -> address(console).contains(":"));
      for (String words : List.of("first", StrangeTexts.CELL)) {
        post(
            address(console) + "/responses",
            token,
            "{\"model\":\"gpt-4o-mini\",\"stream\":true,\"input\":\"" + words + "\"}");
      }
      console.fire("#nav-requests");
      TableView<?> table = console.find(".table-view", TableView.class);
      console.await("both", () -> table.getItems().size() == 2);
      console.robot().interact(() -> table.getSelectionModel().clearAndSelect(0));
      console.robot().interact(table::requestFocus);
      console.robot().type(KeyCode.ENTER);
      console.await("the inspector", () -> !content(console).isEmpty());
      for (String tab : List.of("overview", "request", "response", "stream")) {
        for (int chosen : new int[] {1, 0}) {
          List<String> beside =
              console.onFx(
                  () -> {
                    table.getSelectionModel().clearAndSelect(chosen);
                    return content(console);
                  });
          assertEquals(List.of(), beside, tab + ": what was shown before");
          console.await("the request", () -> !content(console).isEmpty());
          choose(console, "inspector-tab-" + tab);
          console.await("the tab", () -> !content(console).isEmpty());
        }
      }
    }
  }

  private static List<String> content(RunningConsole console) {
    return console.scene().getRoot().lookupAll("#inspector-content > *").stream()
        .map(Node::toString)
        .toList();
  }

  private static void choose(RunningConsole console, String tabId) {
    TabLine tabs = console.find("#inspector-tabs", TabLine.class);
    console.onFx(
        () -> {
          for (Tab tab : tabs.getTabs()) {
            if (tabId.equals(tab.getId())) {
              tabs.getSelectionModel().select(tab);
            }
          }
          return true;
        });
  }

  private static String address(RunningConsole console) {
    return console.scene().getRoot().lookupAll(".kp-footer .kp-mono").stream()
        .map(node -> ((Label) node).getText())
        .filter(words -> words.startsWith("http") && !words.contains(":0/"))
        .findFirst()
        .orElse("");
  }

  private static String text(RunningConsole console, String query) {
    return console.has(query) ? ((Label) console.scene().getRoot().lookup(query)).getText() : "";
  }

  private static ListView<?> list(RunningConsole console, String query) {
    return console.find(query, ListView.class);
  }

  private static boolean hasFeedback(Database database, RequestId id) {
    return rating(database, id).map(Rating::feedback).filter("Right."::equals).isPresent();
  }

  private static Optional<Rating> rating(Database database, RequestId id) {
    return database.ratings().find(id);
  }

  private Database database() {
    return Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC());
  }

  private String token() {
    try (Database database = database()) {
      Organization organization = database.organizations().create("Northwind");
      User user = database.users().create(organization.id(), "alice@example.com");
      database
          .providerKeys()
          .create(
              organization.id(),
              new NewProviderKey(
                  new KeyScope.Shared(),
                  "Demo provider",
                  URI.create(DemoProvider.BASE_URL),
                  null,
                  null,
                  true),
              new Secret(DemoProvider.KEY));
      return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
          .issue(organization, user, "test", Duration.ofDays(1))
          .text();
    }
  }

  private static HttpResponse<String> post(String url, String token, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
