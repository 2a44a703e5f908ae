package dev.keyporter.console.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.Client;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.demo.DemoProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a conversation begins with: somebody's token, a request on record. */
class PlaygroundStartTest {
  private static final String ALICE = "alice@example.com";

  @TempDir Path directory;

  private String aliceToken;

  @BeforeEach
  void prepare() {
    try (Database database = Seed.database(directory)) {
      Organization organization = database.organizations().create("Northwind Labs");
      database.users().create(organization.id(), "aaron@example.com");
      User alice = database.users().create(organization.id(), ALICE);
      Seed.key(database, organization, URI.create(DemoProvider.BASE_URL));
      aliceToken = Seed.token(database, organization, alice);
    }
  }

  @Test
  void aPastedTokenAsksAsWhomItWasIssuedFor() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.await("a running proxy", () -> console.has(".kp-footer .success"));
      console.fire("#nav-playground");
      console.fire("#playground-identity");
      console.type("#playground-token", aliceToken);
      PlaygroundScreenTest.ask(console, "Say hello.");
      PlaygroundScreenTest.awaitState(console, "done");
      console.picture(Path.of("target/pictures/playground-token.png"));
    }
    try (Database database = Seed.database(directory)) {
      RequestSummary asked = newest(database);
      assertEquals(ALICE, asked.userName());
      assertEquals(
          List.of("Test"),
          database.accessTokens().all().stream()
              .filter(token -> token.id().equals(asked.tokenId()))
              .map(token -> token.name())
              .toList());
    }
  }

  @Test
  void aRecordedRequestIsOpenedWithAllItSaidAndAskedAgain() throws Exception {
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.fire("#nav-requests");
      String command = console.find("#first-command", Label.class).getText();
      String url = command.substring("curl ".length(), command.indexOf(" \\"));
      Client.post(
          url,
          aliceToken,
          ALICE,
          """
          {"model": "gpt-4.1-mini", "instructions": "Be brief.", "temperature": 0.5,
           "metadata": {"from": "a tool"}, "input": [
             {"role": "user", "content": "What is a proxy?"},
             {"role": "assistant", "content": "A go-between."},
             {"role": "user", "content": "And a record?"}]}
          """);
      console.await(
          "the request",
          () -> !console.find("#requests-table", TableView.class).getItems().isEmpty());
      TableView<?> table = console.find("#requests-table", TableView.class);
      console.robot().interact(() -> table.getSelectionModel().select(0));
      console.robot().interact(table::requestFocus);
      console.robot().type(KeyCode.ENTER);
      console.fire("#inspector-playground");

      TextArea question = console.find("#playground-question", TextArea.class);
      console.await("its question", () -> question.getText().equals("And a record?"));
      assertEquals("Be brief.", console.find("#playground-instructions", TextArea.class).getText());
      assertEquals("0.5", console.find("#playground-temperature", TextField.class).getText());
      assertEquals(
          "gpt-4.1-mini", console.find("#playground-model", ComboBox.class).getEditor().getText());
      assertTrue(console.find("#playground-more", TextArea.class).getText().contains("a tool"));
      console.picture(Path.of("target/pictures/playground-recorded.png"));
      try (Database database = Seed.database(directory)) {
        RequestSummary before = newest(database);
        console.fire("#playground-send");
        PlaygroundScreenTest.awaitState(console, "done");
        console.picture(Path.of("target/pictures/playground-recorded-asked.png"));
        RequestSummary again = newest(database);
        assertNotEquals(before.id(), again.id());
        String body =
            new String(
                database.requests().exchange(again.id()).orElseThrow().requestBody(),
                StandardCharsets.UTF_8);
        assertTrue(body.contains("A go-between.") && body.contains("And a record?"), body);
      }
    }
  }

  /** The newest request that asks a model. */
  private static RequestSummary newest(Database database) {
    return database.requests().page(RequestFilter.ALL, null, 20).rows().stream()
        .filter(row -> row.route().contains("responses") && row.model() != null)
        .findFirst()
        .orElseThrow();
  }
}
