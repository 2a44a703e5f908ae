package dev.keyporter.console.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
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
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectScreenTest {
  private static final Pattern VARIABLE = Pattern.compile("export (\\w+)='([^']*)'");

  @TempDir Path directory;

  @Test
  void issuesATokenFillsItInAndGreetsItsFirstRequest() throws Exception {
    prepare();
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.await("a running proxy", () -> console.has(".kp-footer .success"));
      console.click("#nav-connect");
      console.click("#tool-any");
      console.await("the stored token", () -> chosenToken(console).startsWith("laptop"));
      console.onFx(() -> system(console));
      assertTrue(copied(console).contains("OPENAI_API_KEY='YOUR_TOKEN'"), "a stored token is gone");

      console.click("#connect-issue-other");
      console.click("#connect-issue-now");
      console.await("the new token", () -> chosenToken(console).startsWith("Any other tool"));
      console.await("the whole text", () -> !copied(console).contains("YOUR_TOKEN"));
      String text = copied(console);
      String token = variable(text, "OPENAI_API_KEY");
      assertEquals(3, token.split("\\.", -1).length, "a whole token is copied");
      assertFalse(shown(console).contains(token), "it is shown shortened");
      assertEquals("Waiting for its first request…", greeting(console));

      assertEquals(200, ask(variable(text, "OPENAI_BASE_URL"), token));
      console.await("the greeting", () -> console.has("#connect-greeting.success"));
      String facts = console.find("#connect-greeting-words", Label.class).getText();
      assertTrue(facts.startsWith("gpt-4.1-mini  ·  "), facts);
      console.click("#connect-open");
      console.await("the request", () -> !console.has("#connect-detail"));
    }
  }

  @Test
  void saysWhyAToolCannotWorkAndFindsOneByName() throws Exception {
    prepare();
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.click("#nav-connect");
      console.find("#connect-search", Region.class);
      console.click("#connect-search").write("cursor\n");
      console.await("Cursor", () -> title(console).equals("Cursor"));
      assertFalse(console.has("#tool-curl"));
      assertFalse(console.has("#step-1"));
      assertFalse(console.has("#connect-issue"));
      assertFalse(console.has("#connect-greeting"));
    }
  }

  @Test
  void greetsTheFirstRequestAlsoWhereOneCameBackToTheScreen() throws Exception {
    String token = prepare();
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.await("a running proxy", () -> console.has(".kp-footer .success"));
      console.click("#nav-connect");
      console.click("#tool-any");
      console.await("the stored token", () -> chosenToken(console).startsWith("laptop"));
      console.onFx(() -> system(console));
      console.click("#nav-keys");
      console.click("#nav-connect");

      assertEquals(200, ask(variable(copied(console), "OPENAI_BASE_URL"), token));
      console.await("the greeting", () -> console.has("#connect-greeting.success"));
    }
  }

  @Test
  void whatIsChosenStaysInSightWhileOthersComeAndGo() {
    prepare();
    try (RunningConsole console = RunningConsole.open(directory);
        Database database = database()) {
      console.click("#nav-connect");
      console.await("the token", () -> shownIn(console, "#connect-token").startsWith("laptop"));

      Organization northwind = database.organizations().list().getFirst();
      Organization other = database.organizations().create("Acme");
      issue(database, northwind, "desk");
      console.await("both", () -> offered(console, "#connect-organization") == 2);
      console.await("both", () -> offered(console, "#connect-token") == 2);
      assertShown(console);

      database.organizations().delete(other.id());
      console.await("one", () -> offered(console, "#connect-organization") == 1);
      assertShown(console);
    }
  }

  private static void assertShown(RunningConsole console) {
    assertEquals("Northwind", shownIn(console, "#connect-organization"));
    assertEquals("laptop  ·  sam", shownIn(console, "#connect-token"));
  }

  /** What can be read in a box without opening it. */
  private static String shownIn(RunningConsole console, String box) {
    return console.onFx(
        () -> {
          var skin = (ComboBoxListViewSkin<?>) console.find(box, ComboBox.class).getSkin();
          return Objects.toString(((Labeled) skin.getDisplayNode()).getText(), "");
        });
  }

  private static int offered(RunningConsole console, String box) {
    return console.find(box, ComboBox.class).getItems().size();
  }

  private Database database() {
    return Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC());
  }

  private static String issue(Database database, Organization organization, String name) {
    User sam = database.users().firstSight(organization.id(), "sam");
    return new TokenIssuer(database.accessTokens(), database.signingSecrets(), Clock.systemUTC())
        .issue(organization, sam, name, Duration.ofDays(9))
        .text();
  }

  /** An organization with the demo provider's key, and a token whose text the console lacks. */
  private String prepare() {
    try (Database database = database()) {
      Organization organization = database.organizations().create("Northwind");
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
      return issue(database, organization, "laptop");
    }
  }

  private static boolean system(RunningConsole console) {
    ComboBox<?> system = console.find("#connect-system", ComboBox.class);
    system.getSelectionModel().selectFirst();
    return true;
  }

  private static String chosenToken(RunningConsole console) {
    Object chosen = console.find("#connect-token", ComboBox.class).getValue();
    return chosen instanceof TokenChoice choice ? choice.title() : "";
  }

  private static String copied(RunningConsole console) {
    return console.find("#step-1 .kp-copy-worded", CopyButton.class).getContent();
  }

  private static String shown(RunningConsole console) {
    return Objects.requireNonNull(
        console.find("#step-1 .connect-code-text", Region.class).getAccessibleText());
  }

  private static String greeting(RunningConsole console) {
    return console.find("#connect-greeting-title", Label.class).getText();
  }

  private static String title(RunningConsole console) {
    return console.has("#connect-title")
        ? console.find("#connect-title", Label.class).getText()
        : "";
  }

  private static String variable(String text, String name) {
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(2);
      }
    }
    throw new AssertionError("no " + name);
  }

  private static int ask(String baseUrl, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/responses"))
            .header("Authorization", "Bearer " + token)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\": \"gpt-4.1-mini\", \"input\": \"Say hello.\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
