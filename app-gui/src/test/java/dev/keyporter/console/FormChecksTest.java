package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.proxy.demo.DemoProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What forms do not take, and that they say why. */
class FormChecksTest {
  @TempDir Path directory;

  @Test
  void noFormMakesAnythingForADeletedUser() {
    try (Database database = Seed.database(directory)) {
      Organization acme = database.organizations().create("Acme");
      Seed.key(database, acme, URI.create(DemoProvider.BASE_URL));
      Seed.token(database, acme, null);
      database.users().delete(database.users().create(acme.id(), "dana").id());
      try (RunningConsole console = RunningConsole.open(directory)) {
        for (String screen : List.of("keys", "tokens")) {
          openForm(console, screen);
          choose(console, "#form-provider", "DEMO");
          ComboBox<?> user = console.find("#form-user", ComboBox.class);
          console.robot().interact(() -> user.getEditor().setText("dana"));
          console.fire("#form-submit");
          assertDeleted(console, "#form-error");
        }
        console.fire("#nav-connect");
        console.click("#tool-any");
        console.fire("#connect-issue-other");
        console.type("#connect-issue-user", "dana");
        console.fire("#connect-issue-now");
        assertDeleted(console, "#connect-issue-trouble");
      }
      assertEquals(1, database.providerKeys().all().size());
      assertEquals(1, database.accessTokens().all().size());
    }
  }

  @Test
  void theFirstRunIssuesNoTokenForADeletedUser() {
    try (Database database = Seed.database(directory)) {
      Organization acme = database.organizations().create("Acme");
      Seed.key(database, acme, URI.create(DemoProvider.BASE_URL));
      database.users().delete(database.users().create(acme.id(), "dana").id());
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.type("#first-user", "dana");
        console.fire("#first-issue");
        Node trouble = console.find("#first-token-trouble", Node.class);
        assertTrue(
            trouble.lookupAll(".label").stream()
                .anyMatch(label -> ((Label) label).getText().contains("is deleted")));
      }
      assertEquals(List.of(), database.accessTokens().all());
    }
  }

  @Test
  void noKeyIsMadeWhoseAddressIsThisProxys() {
    try (Database database = Seed.database(directory)) {
      database.organizations().create("Acme");
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.await("a running proxy", () -> console.has(".kp-footer .success"));
        String own = console.words("#address");
        openForm(console, "keys");
        choose(console, "#form-provider", "OTHER");
        console.type("#form-secret", "sk-x");
        console.type("#form-base-url", own);
        console.fire("#form-submit");
        console.await("why not", () -> console.has("#form-error"));
        assertTrue(console.words("#form-error").contains("leads back"), own);

        console.fire("#nav-overview");
        console.type("#first-key", "sk-x");
        console.type("#first-base-url", own);
        console.fire("#first-save-key");
        Node trouble = console.find("#first-key-trouble", Node.class);
        assertTrue(
            trouble.lookupAll(".label").stream()
                .anyMatch(label -> ((Label) label).getText().contains("leads back")));
      }
      assertEquals(List.of(), database.providerKeys().all());
    }
  }

  private static void openForm(RunningConsole console, String screen) {
    console.fire("#nav-" + screen);
    console.await(
        "the list", () -> console.has("#" + screen + "-table") || console.has(".kp-empty"));
    console.robot().push(KeyCode.N);
    ComboBox<?> organization = console.find("#form-organization", ComboBox.class);
    console.await("the organization", () -> Objects.nonNull(organization.getValue()));
  }

  private static void choose(RunningConsole console, String query, String item) {
    if (console.has(query)) {
      ComboBox<?> field = console.find(query, ComboBox.class);
      int index = field.getItems().stream().map(Object::toString).toList().indexOf(item);
      console.robot().interact(() -> field.getSelectionModel().select(index));
    }
  }

  private static void assertDeleted(RunningConsole console, String trouble) {
    console.await("why not", () -> console.has(trouble));
    assertTrue(console.words(trouble).contains("is deleted"), console.words(trouble));
  }
}
