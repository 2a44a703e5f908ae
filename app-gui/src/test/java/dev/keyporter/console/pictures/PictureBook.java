package dev.keyporter.console.pictures;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.fixture.Fixture;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.RunningConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/**
 * {@code scripts/pictures}: every screen of the running console, filled and empty, light and dark.
 * Not among the tests, since nothing but eyes can judge what comes of it.
 */
class PictureBook {
  private static final int REQUESTS = Integer.getInteger("keyporter.pictures.requests", 60_000);
  private static final int BODIES = 4_000;
  private static final List<String> COLOURS = List.of("light", "dark");

  private final Path book =
      Path.of(System.getProperty("keyporter.pictures", "target/pictures")).toAbsolutePath();

  @TempDir Path filled;
  @TempDir Path empty;

  @Test
  void showsEveryScreen() throws IOException {
    Fixture.write(filled, new Fixture.Plan(REQUESTS, BODIES, Fixture.NOW));
    for (String colour : COLOURS) {
      dress(filled, colour);
      try (RunningConsole console = RunningConsole.open(filled, fixtureClock(), Fixture.ZONE)) {
        details(console, colour);
        screens(console, colour, "");
        conversation(console, colour);
      }
      dress(empty, colour);
      try (RunningConsole console = RunningConsole.open(empty, fixtureClock(), Fixture.ZONE)) {
        screens(console, colour, "-empty");
      }
    }
    assertTrue(Files.exists(book.resolve("overview-light.png")));
  }

  /** Runs on from the moment the fixture ends at. */
  private static Clock fixtureClock() {
    return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Fixture.NOW));
  }

  private static void dress(Path directory, String colour) throws IOException {
    Files.writeString(
        directory.resolve("console.properties"),
        "appearance=" + colour.toUpperCase(Locale.ROOT) + "\nlanguage=en\n");
  }

  private void screens(RunningConsole console, String colour, String state) {
    for (ScreenName screen : ScreenName.values()) {
      String name = screen.name().toLowerCase(Locale.ROOT);
      console.goTo(screen);
      settle(console);
      take(console, name + state, colour);
    }
  }

  /** What shows only after a choice. */
  private void details(RunningConsole console, String colour) {
    for (String name : List.of("organizations", "users", "keys", "tokens")) {
      console.fire("#nav-" + name);
      settle(console);
      choose(console, 3);
      take(console, name + "-detail", colour);
      console.robot().type(KeyCode.ESCAPE);
    }
    console.fire("#nav-requests");
    settle(console);
    console.robot().type(KeyCode.F).write("status:completed streamed:yes cost:>0.005 user:alice ");
    settle(console);
    choose(console, 3);
    take(console, "requests-inspector", colour);
    console.robot().type(KeyCode.ESCAPE).type(KeyCode.F);
    console.robot().push(KeyCode.SHORTCUT, KeyCode.A).type(KeyCode.DELETE);
    console.robot().press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    settle(console);
    take(console, "palette", colour);
    console.robot().type(KeyCode.ESCAPE);
  }

  /** An answer of the demo provider, which the fixture's "Weekend project" asks. */
  private void conversation(RunningConsole console, String colour) {
    console.fire("#nav-playground");
    ComboBox<?> organizations = console.find("#playground-organization", ComboBox.class);
    console.robot().interact(() -> organizations.getSelectionModel().selectLast());
    settle(console);
    ComboBox<?> user = console.find("#playground-user", ComboBox.class);
    console.robot().interact(() -> user.getSelectionModel().selectFirst());
    settle(console);
    TextArea question = console.find("#playground-question", TextArea.class);
    console.robot().interact(() -> question.setText("Why is the sky blue? Show it as a table."));
    console.fire("#playground-send");
    console.find("#playground-send", Button.class);
    console.await("the answer's figures", () -> !console.words("#measure-output").equals("–"));
    settle(console);
    take(console, "playground", colour);
  }

  private static void choose(RunningConsole console, int line) {
    TableView<?> table = console.find(".table-view", TableView.class);
    console.robot().interact(table::requestFocus);
    console.robot().type(KeyCode.HOME);
    for (int i = 1; i < line; i++) {
      console.robot().type(KeyCode.DOWN);
    }
    console.robot().type(KeyCode.ENTER);
    settle(console);
  }

  /** Loads and animations end; a picture book may wait a little. */
  private static void settle(RunningConsole console) {
    WaitForAsyncUtils.sleep(3, TimeUnit.SECONDS);
    console.await("everything loaded", () -> !console.has(".kp-spinner"));
  }

  private void take(RunningConsole console, String name, String colour) {
    console.picture(book.resolve(name + "-" + colour + ".png"));
  }
}
