package dev.keyporter.console.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.Client;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.console.testing.WatchedProvider;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestSummary;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As whom the playground asks: as whoever is looked at, or as nobody until somebody says. */
class PlaygroundOriginTest {
  @TempDir Path directory;

  private final WatchedProvider provider = WatchedProvider.start();
  private Database database;
  private Organization weekend;
  private User me;
  private RunningConsole console;

  @BeforeEach
  void open() throws Exception {
    database = Seed.database(directory);
    Organization other = database.organizations().create("Aardvark");
    database.users().create(other.id(), "aaron");
    Seed.key(database, other, provider.baseUrl());
    weekend = database.organizations().create("Weekend project");
    database.users().create(weekend.id(), "anna");
    me = database.users().create(weekend.id(), "me");
    Seed.key(database, weekend, provider.baseUrl());
    String token = Seed.token(database, weekend, me);
    console = RunningConsole.open(directory);
    console.fire("#nav-requests");
    String command = console.find("#first-command", Label.class).getText();
    Client.post(
        command.substring("curl ".length(), command.indexOf(" \\")),
        token,
        "me",
        "{\"model\": \"model-a\", \"input\": \"Say hello.\"}");
    console.await("the request", () -> !requests().getItems().isEmpty());
  }

  @AfterEach
  void close() {
    console.close();
    database.close();
    provider.close();
  }

  @Test
  void whatIsOpenedKeepsItsOrganizationUserAndKeyAndIsAskedAsThem() {
    openRecorded();
    assertEquals("Weekend project", organization());
    assertEquals("me", user());
    assertFalse(console.has("#playground-origin"), "nothing differs");
    console.await("that it can be sent", () -> !send().isDisabled());
    console.fire("#playground-send");
    PlaygroundScreenTest.awaitState(console, "done");
    List<RequestSummary> rows = database.requests().page(RequestFilter.ALL, null, 10).rows();
    assertEquals(2, rows.size());
    assertEquals(rows.getLast().organizationId(), rows.getFirst().organizationId());
    assertEquals(rows.getLast().userId(), rows.getFirst().userId());
    assertEquals(rows.getLast().keyId(), rows.getFirst().keyId());
  }

  @Test
  void withoutAnythingToKeepNobodyIsChosenFromSeveral() {
    console.fire("#nav-playground");
    console.type("#playground-question", "Hello?");
    console.await("the reason", () -> hint().equals("Choose an organization first."));
    assertEquals("", organization());
    assertTrue(send().isDisabled());
    console.robot().interact(() -> choose("Weekend project"));
    console.await("the reason", () -> hint().equals("Say first who asks."));
    assertEquals("", user());
    console.type("#playground-user .text-field", "anna");
    console.await("that it can be sent", () -> !send().isDisabled());
    console.robot().interact(() -> choose("Aardvark"));
    console.await("its only user", () -> user().equals("aaron"));
  }

  @Test
  void whatIsOtherOrGoneIsSaidAndNothingComesInItsPlace() {
    openRecorded();
    ProviderKey old = database.providerKeys().list(weekend.id()).getFirst();
    Seed.key(database, weekend, provider.baseUrl());
    console.await("another key", () -> origin().contains("not the one that serves now"));
    database.providerKeys().deactivate(old.id());
    console.await("a key that is off", () -> origin().contains("is not active"));
    database.providerKeys().delete(old.id());
    console.await("a deleted key", () -> origin().contains("has been deleted"));
    assertFalse(send().isDisabled());
    database.users().disable(me.id());
    console.await("the reason", () -> hint().startsWith("me is disabled"));
    assertTrue(send().isDisabled());
    assertEquals("me", user());
    database.users().delete(me.id());
    console.await("the reason", () -> hint().startsWith("me has been deleted"));
    assertTrue(send().isDisabled());
    assertEquals("me", user());
    database.organizations().delete(weekend.id());
    console.await("the organization's end", () -> origin().contains("Weekend project"));
    assertEquals("", organization());
    assertTrue(send().isDisabled());
  }

  @Test
  void theProviderIsAskedForItsModelsOnlyOnAWordAndThatIsNobodysRequest() {
    openRecorded();
    List<String> before = provider.asked();
    ComboBox<?> model = console.find("#playground-model", ComboBox.class);
    console.await("the models on record", () -> model.getItems().contains("model-a"));
    assertFalse(model.getItems().contains("model-b"));
    console.fire("#playground-ask-models");
    console.await("the provider's list", () -> model.getItems().contains("model-b"));
    assertEquals(before.size() + 1, provider.asked().size());
    assertEquals("GET /v1/models", provider.asked().getLast());
    assertEquals(1, database.requests().page(RequestFilter.ALL, null, 10).rows().size());
    assertEquals(1, database.accessTokens().all().size(), "no token of the playground's");
  }

  private TableView<?> requests() {
    return console.find("#requests-table", TableView.class);
  }

  private void openRecorded() {
    console.robot().interact(() -> requests().getSelectionModel().select(0));
    console.robot().interact(requests()::requestFocus);
    console.robot().push(KeyCode.ENTER);
    console.fire("#inspector-playground");
    console.await(
        "its question",
        () -> console.find("#playground-question", TextArea.class).getText().equals("Say hello."));
    console.await("its user", () -> user().equals("me"));
  }

  private String organization() {
    Object chosen = console.find("#playground-organization", ComboBox.class).getValue();
    return chosen instanceof Organization organization ? organization.name() : "";
  }

  private void choose(String name) {
    @SuppressWarnings("unchecked")
    ComboBox<Organization> box = console.find("#playground-organization", ComboBox.class);
    box.setValue(
        box.getItems().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow());
  }

  private String user() {
    return console.find("#playground-user", ComboBox.class).getEditor().getText();
  }

  private String hint() {
    return console.find("#playground-hint", Label.class).getText();
  }

  private String origin() {
    return console.find("#playground-origin", Label.class).getText();
  }

  private Button send() {
    return console.find("#playground-send", Button.class);
  }
}
