package dev.keyporter.console.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.demo.DemoProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class PlaygroundScreenTest {
  private static final String LONG =
      "Tell me at some length how a proxy that keeps a record of everything differs from one that"
          + " only forwards what it is given, and why anybody should care about the difference.";

  private static final long SECONDS = 60;

  @TempDir Path directory;

  @Test
  void answersStreamInAndTheNextQuestionGoesOnFromThem() {
    prepare();
    try (RunningConsole console = openPlayground()) {
      ask(console, LONG);
      console.find("#playground-stop", Button.class);
      awaitState(console, "done");
      console.await("the recorded request", () -> console.has("#measure-request-id"));
      assertFalse(console.find("#measure-first-token", Label.class).getText().equals("–"));

      ask(console, "And in one sentence?");
      awaitTurns(console, 2);
      awaitState(console, "done");
      ToggleButton thumb = lastThumbUp(console);
      console.robot().interact(thumb::fire);
      awaitRecord("a rating", rows -> rows.getFirst().rating() != null);
    }
    try (Database database = database()) {
      List<RequestSummary> asked = asked(database);
      assertEquals(List.of(1), asked.stream().limit(1).map(RequestSummary::rating).toList());
      assertEquals(asked.getLast().sessionId(), asked.getFirst().sessionId());
      String body =
          new String(
              database.requests().exchange(asked.getFirst().id()).orElseThrow().requestBody(),
              StandardCharsets.UTF_8);
      assertTrue(
          body.contains("\"previous_response_id\":\"" + asked.getLast().responseId() + "\""), body);
      assertTokensRevoked(database);
    }
  }

  @Test
  void stoppingClosesTheConnectionAndTheRecordSaysCancelled() throws IOException {
    try (var provider = new EndlessProvider()) {
      prepare(provider.baseUrl(), false);
      try (RunningConsole console = openPlayground()) {
        ask(console, "Go on.");
        console.await(
            "the beginning of the answer", () -> console.has(".playground-answer .kp-words"));
        Button stop = console.find("#playground-stop", Button.class);
        console.robot().interact(stop::fire);
        awaitState(console, "stopped");
        console.find("#playground-send", Button.class);
        assertTrue(console.has(".playground-answer .kp-words"), "what came stays");
        console.await("that the provider stops, too", provider::isUnwanted);
        awaitRecord("cancelled", rows -> rows.getFirst().status() == RequestStatus.CANCELLED);
      }
    }
  }

  @Test
  void anErrorStandsInItsTurnAndIsTriedAgain() {
    prepare();
    try (RunningConsole console = openPlayground()) {
      ask(console, "error:429 please");
      awaitState(console, "failed");
      Button retry = console.find("#turn-retry", Button.class);
      console.robot().interact(retry::fire);
      awaitRecord("both tries", rows -> rows.size() == 2);
      awaitState(console, "failed");
      awaitTurns(console, 1);
    }
  }

  @Test
  void withoutKeyOneClickBringsTheDemoProvider() {
    try (Database database = database()) {
      database.organizations().create("Northwind Labs");
    }
    try (RunningConsole console = openPlayground()) {
      Button demo = console.find("#playground-demo-key", Button.class);
      console.robot().interact(demo::fire);
      console.await("the need to go", () -> !console.has("#playground-demo-key"));
      ask(console, "Say hello.");
      awaitState(console, "done");
    }
  }

  void prepare() {
    prepare(URI.create(DemoProvider.BASE_URL), true);
  }

  private void prepare(URI provider, boolean isDemo) {
    try (Database database = database()) {
      Organization organization = database.organizations().create("Northwind Labs");
      database.users().create(organization.id(), "alice@example.com");
      database
          .providerKeys()
          .create(
              organization.id(),
              new NewProviderKey(new KeyScope.Shared(), "Provider", provider, null, null, isDemo),
              new Secret(DemoProvider.KEY));
    }
  }

  RunningConsole openPlayground() {
    RunningConsole console = RunningConsole.open(directory);
    console.await("a running proxy", () -> console.has(".kp-footer .success"));
    ToggleButton entry = console.find("#nav-playground", ToggleButton.class);
    console.robot().interact(entry::fire);
    console.find("#playground-question", TextArea.class);
    return console;
  }

  static void ask(RunningConsole console, String question) {
    ComboBox<?> model = console.find("#playground-model", ComboBox.class);
    console.await(
        "models", () -> !model.getEditor().getText().isEmpty() || model.getItems().isEmpty());
    console.robot().interact(() -> model.getEditor().setText("gpt-4o-mini"));
    TextArea field = console.find("#playground-question", TextArea.class);
    console.robot().interact(() -> field.setText(question));
    Button send = console.find("#playground-send", Button.class);
    console.await("that it can be sent", () -> !send.isDisabled());
    console.robot().interact(send::fire);
  }

  static void awaitState(RunningConsole console, String word) {
    console.await(
        word,
        () ->
            console.has("#measure-state")
                && console.find("#measure-state", Label.class).getText().equals(word));
  }

  static void awaitTurns(RunningConsole console, int count) {
    console.await(
        count + " turns",
        () -> console.robot().lookup(".playground-turn").queryAll().size() == count);
  }

  static ToggleButton lastThumbUp(RunningConsole console) {
    return console.robot().lookup("#thumb-up").<ToggleButton>queryAll().stream()
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private void awaitRecord(String what, Predicate<List<RequestSummary>> condition) {
    try (Database database = database()) {
      try {
        WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> condition.test(asked(database)));
      } catch (TimeoutException e) {
        throw new AssertionError("Not on record: " + what + ", but " + asked(database), e);
      }
    }
  }

  private Database database() {
    return Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC());
  }

  /** Questions on record, newest first. */
  private static List<RequestSummary> asked(Database database) {
    return database.requests().page(RequestFilter.ALL, null, 20).rows().stream()
        .filter(row -> row.route().contains("responses") && row.model() != null)
        .toList();
  }

  static void assertTokensRevoked(Database database) {
    for (Organization organization : database.organizations().list()) {
      for (AccessToken token : database.accessTokens().list(organization.id())) {
        assertEquals(TokenKeeper.NAME, token.name());
        assertNotNull(token.revokedAt());
      }
    }
  }
}
