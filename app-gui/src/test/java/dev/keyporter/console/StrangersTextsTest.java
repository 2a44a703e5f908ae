package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import atlantafx.base.controls.Tab;
import atlantafx.base.controls.TabLine;
import dev.keyporter.console.lettering.TextGuard;
import dev.keyporter.console.nav.ScreenName;
import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.console.testing.StrangeRecord;
import dev.keyporter.console.testing.StrangeTexts;
import dev.keyporter.db.Database;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** Every screen over a record that strangers filled. */
class StrangersTextsTest {
  private static final Logger LOG = Logger.getLogger("dev.keyporter.console");

  @TempDir Path directory;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.WARNING.intValue() && !isOfHeadless(record)) {
            said.add(record.getMessage() + " " + record.getThrown());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** The headless platform fails where a window, as a tooltip's, does not fit its screen. */
  private static boolean isOfHeadless(LogRecord record) {
    return record.getThrown() != null
        && Arrays.stream(record.getThrown().getStackTrace())
            .anyMatch(place -> place.getClassName().endsWith(".HeadlessWindow"));
  }

  private RunningConsole console;

  @BeforeEach
  void open() {
    LOG.addHandler(listener);
    try (Database database = Seed.database(directory)) {
      StrangeRecord.write(database);
    }
    console = RunningConsole.open(directory);
  }

  @AfterEach
  void close() {
    console.close();
    LOG.removeHandler(listener);
  }

  @Test
  void noScreenFailsOverAnyText() {
    everyRequest();
    for (ScreenName screen : ScreenName.values()) {
      console.goTo(screen);
      draw();
      assertNothingFailed(screen.name());
    }
    for (ScreenName screen :
        List.of(ScreenName.ORGANIZATIONS, ScreenName.USERS, ScreenName.KEYS, ScreenName.TOKENS)) {
      everyDetail(screen);
    }
  }

  private void everyRequest() {
    TableView<?> table = table(ScreenName.REQUESTS);
    for (int row = 0; row < StrangeTexts.all().size(); row++) {
      choose(table, row);
      console.await("the request", () -> !content().isEmpty());
      TabLine tabs = console.find("#inspector-tabs", TabLine.class);
      for (Tab tab : List.copyOf(tabs.getTabs())) {
        console.robot().interact(() -> tabs.getSelectionModel().select(tab));
        console.await(tab.getText(), () -> !content().isEmpty() && !console.has(".kp-spinner"));
        draw();
        assertNothingFailed(tab.getId() + " of row " + row);
      }
    }
  }

  private void everyDetail(ScreenName screen) {
    TableView<?> table = table(screen);
    for (int row = 0; row < table.getItems().size(); row++) {
      choose(table, row);
      draw();
      assertNothingFailed(screen + " row " + row);
    }
  }

  private TableView<?> table(ScreenName screen) {
    console.goTo(screen);
    String query = "#" + screen.name().toLowerCase(Locale.ROOT) + "-table";
    console.await(
        query,
        () ->
            console.has(query)
                && console.find(query, TableView.class).getItems().size()
                    >= StrangeTexts.all().size());
    return console.find(query, TableView.class);
  }

  private void choose(TableView<?> table, int row) {
    console
        .robot()
        .interact(
            () -> {
              table.requestFocus();
              table.scrollTo(row);
              table.getSelectionModel().clearAndSelect(row);
            });
    console.robot().type(KeyCode.ENTER);
  }

  private List<Node> content() {
    return List.copyOf(console.scene().getRoot().lookupAll("#inspector-content > *"));
  }

  private void draw() {
    WaitForAsyncUtils.waitForFxEvents();
    console
        .robot()
        .interact(
            () -> {
              console.scene().getRoot().applyCss();
              console.scene().getRoot().layout();
            });
  }

  private void assertNothingFailed(String where) {
    assertEquals(List.of(), said, where);
    assertFalse(console.has("#emergency-again"), where);
    console
        .robot()
        .interact(
            () -> assertFalse(TextGuard.install().makePlain(), where + ": cannot be laid out"));
  }
}
