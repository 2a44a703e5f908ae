package dev.keyporter.console.refused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.Client;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody goes on using a revoked token; the administrator finds out who. */
class RefusedScreenTest {
  @TempDir Path directory;
  private RunningConsole console;

  @BeforeEach
  void use() throws Exception {
    String revoked;
    try (Database database = Seed.database(directory)) {
      Organization acme = database.organizations().create("Acme");
      revoked = Seed.token(database, acme, null);
      database.accessTokens().revoke(database.accessTokens().list(acme.id()).getFirst().id());
    }
    Files.writeString(directory.resolve("console.properties"), "language=en\n");
    console = RunningConsole.open(directory);
    try (Database database = Seed.database(directory)) {
      console.awaitOutside("the proxy", () -> !database.servingElsewhere().isEmpty());
      String baseUrl = database.servingElsewhere().getFirst() + "/v1";
      for (String token : List.of(revoked, revoked, revoked, "nonsense")) {
        assertTrue(Client.ask(baseUrl, token, "alice", "gpt-4o-mini").contains("token_"), token);
      }
    }
  }

  @AfterEach
  void close() {
    console.close();
  }

  private TableView<?> refused(int lines) {
    console.goTo(ScreenName.REFUSED);
    TableView<?> table = console.find("#refused-table", TableView.class);
    console.await("lines", () -> table.getItems().size() == lines);
    return table;
  }

  @Test
  void tellsWhoUsesItAndFindsItByPlainWords() {
    TableView<?> table = refused(2);
    console.type(".kp-list-search", "revoked token");
    console.await("one line", () -> table.getItems().size() == 1);
    console.robot().interact(() -> table.getSelectionModel().select(0));
    assertEquals("Revoked token", console.words("#detail-title"));
    List<String> said =
        console.onFx(
            () ->
                console.find("#detail", javafx.scene.Node.class).lookupAll(".label").stream()
                    .map(label -> ((Label) label).getText())
                    .toList());
    assertTrue(
        said.containsAll(List.of("3", "Acme", "Test", "127.0.0.1", "POST /v1/responses")),
        said.toString());
    assertTrue(
        said.stream().anyMatch(text -> text.startsWith("Java-http-client")), said.toString());
  }

  @Test
  void marksTheTokenAndLeadsThereAndBack() {
    console.await("the mark", () -> console.has("#nav-tokens-mark"));
    console.click("#nav-tokens");
    TableView<?> tokens = console.find("#tokens-table", TableView.class);
    console.await("tokens", () -> !tokens.getItems().isEmpty());
    console.robot().interact(() -> tokens.getSelectionModel().select(0));
    console.await(
        "the warning",
        () -> console.words("#token-misuse").startsWith("Used after it was revoked: 3 times"));
    assertTrue(console.words("#token-misuse").contains("From 127.0.0.1."));
    console.fire("#token-refused");
    TableView<?> table = console.find("#refused-table", TableView.class);
    console.await("its line alone", () -> table.getItems().size() == 1);
  }

  @Test
  void exportsAllThereIs() throws Exception {
    refused(2);
    console.fileDialogs().pick(directory);
    console
        .robot()
        .interact(
            () -> console.find("#refused-export", MenuButton.class).getItems().getLast().fire());
    Path[] file = new Path[1];
    console.awaitOutside(
        "the file",
        () -> {
          try (var files = Files.list(directory)) {
            file[0] =
                files
                    .filter(one -> one.getFileName().toString().startsWith("refused-requests-"))
                    .findFirst()
                    .orElse(null);
            return file[0] != null && Files.readAllLines(file[0]).size() == 2;
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    assertTrue(Files.readString(file[0]).contains("\"cause\":\"token_revoked\""));
  }
}
