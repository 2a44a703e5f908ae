package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.Client;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.console.testing.WatchedProvider;
import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.RequestFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** Looking around uses no key, asks no provider and writes nothing down. */
class NothingUnaskedTest {
  private static final int ALL = 1000;

  @TempDir Path directory;

  /** How many rows there are of whatever the console could make. */
  private record Rows(int requests, int users, int tokens, int keys, int changes) {
    static Rows of(Database database) {
      return new Rows(
          database.requests().page(RequestFilter.ALL, null, ALL).rows().size(),
          database.users().all().size(),
          database.accessTokens().all().size(),
          database.providerKeys().all().size(),
          database.adminLog().list(Long.MAX_VALUE, ALL).size());
    }
  }

  @Test
  void goingThroughEveryScreenAsksNoProviderAndMakesNoRow() throws Exception {
    try (WatchedProvider provider = WatchedProvider.start();
        Database database = Seed.database(directory)) {
      Organization first = database.organizations().create("Aardvark");
      database.users().create(first.id(), "aaron");
      Seed.key(database, first, provider.baseUrl());
      Organization second = database.organizations().create("Weekend project");
      Seed.key(database, second, provider.baseUrl());
      String token = Seed.token(database, second, database.users().create(second.id(), "me"));
      List<String> asked;
      Rows before;
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.fire("#nav-requests");
        String command = console.find("#first-command", Label.class).getText();
        Client.post(
            command.substring("curl ".length(), command.indexOf(" \\")),
            token,
            "me",
            "{\"model\": \"model-a\", \"input\": \"Say hello.\"}");
        console.await("the request", () -> hasRows(console, ScreenName.REQUESTS));
        asked = provider.asked();
        before = Rows.of(database);

        lookAround(console);
      }
      assertEquals(asked, provider.asked());
      assertEquals(before, Rows.of(database));
    }
  }

  @Test
  void theFirstRunAsksNothingOfItself() {
    try (Database database = Seed.database(directory)) {
      Rows before = Rows.of(database);
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.await("a running proxy", () -> console.has(".kp-footer .success"));
        for (ScreenName screen : ScreenName.values()) {
          go(console, screen);
        }
        go(console, ScreenName.OVERVIEW);
        console.await("the first run", () -> console.has("#first-run"));
      }
      assertEquals(before, Rows.of(database));
    }
  }

  /** Every screen, with the first line of its list and its form, and a request played again. */
  private static void lookAround(RunningConsole console) {
    go(console, ScreenName.PLAYGROUND);
    for (ScreenName screen : ScreenName.values()) {
      go(console, screen);
      if (isList(screen)) {
        openFirst(console, screen);
        push(console, KeyCode.N);
      }
    }
    go(console, ScreenName.REQUESTS);
    openFirst(console, ScreenName.REQUESTS);
    console.fire("#inspector-playground");
    console.await(
        "the opened request",
        () -> console.find("#playground-question", TextArea.class).getText().equals("Say hello."));
  }

  private static void openFirst(RunningConsole console, ScreenName screen) {
    console.await(screen.title(), () -> hasRows(console, screen));
    TableView<?> table = table(console, screen);
    console.robot().interact(() -> table.getSelectionModel().select(0));
    console.robot().interact(table::requestFocus);
    push(console, KeyCode.ENTER);
  }

  private static void go(RunningConsole console, ScreenName screen) {
    console.goTo(screen);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static boolean isList(ScreenName screen) {
    return switch (screen) {
      case REQUESTS, ORGANIZATIONS, USERS, KEYS, TOKENS -> true;
      case OVERVIEW, RATINGS, PLAYGROUND, CONNECT, SETTINGS, CHANGES, REFUSED -> false;
    };
  }

  private static String name(ScreenName screen) {
    return screen.name().toLowerCase(Locale.ROOT);
  }

  private static boolean hasRows(RunningConsole console, ScreenName screen) {
    return console.has("#" + name(screen) + "-table")
        && !table(console, screen).getItems().isEmpty();
  }

  private static TableView<?> table(RunningConsole console, ScreenName screen) {
    return console.find("#" + name(screen) + "-table", TableView.class);
  }

  private static void push(RunningConsole console, KeyCode key) {
    console.robot().push(key);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
