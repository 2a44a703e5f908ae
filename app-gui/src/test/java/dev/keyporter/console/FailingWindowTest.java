package dev.keyporter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Parent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something in the window cannot be laid out, as nobody foresaw. */
class FailingWindowTest {
  private static final Logger LOG = Logger.getLogger(Mishaps.class.getName());

  @TempDir Path directory;

  private final List<LogRecord> said = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          said.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(listener);
  }

  @Test
  void theWindowIsBuiltAnewAndGoesOn() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      Parent broken = console.scene().getRoot();
      fail(console);
      console.await("another frame", () -> !console.scene().getRoot().equals(broken));
      console.fire("#nav-users");
      console.await("another screen", () -> console.has(".kp-list-search"));
      assertTrue(console.has("#nav-overview"));
      assertEquals(1, said.size(), "said once");
    }
  }

  @Test
  void whatKeepsFailingEndsAtASentenceAndAButton() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      for (int i = 0; !console.onFx(() -> console.has("#emergency-again")) && i < 9; i++) {
        Parent broken = console.scene().getRoot();
        fail(console);
        console.await("another frame", () -> !console.scene().getRoot().equals(broken));
      }
      assertEquals(1, said.size(), "said once");
      console.fire("#emergency-again");
      console.await("the frame", () -> console.has("#nav-overview"));
      assertFalse(console.has("#emergency-again"));
    }
  }

  private static void fail(RunningConsole console) {
    console
        .robot()
        .interact(() -> ((Pane) console.scene().getRoot()).getChildren().add(new Failing()));
  }

  private static final class Failing extends Region {
    @Override
    protected void layoutChildren() {
      throw new ArrayIndexOutOfBoundsException(-2);
    }
  }
}
