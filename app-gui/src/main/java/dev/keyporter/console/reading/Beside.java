package dev.keyporter.console.reading;

import dev.keyporter.console.kit.Background;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

/** Reads texts beside the window's thread, which a long one would hold up. */
final class Beside {
  private static final Logger LOG = Logger.getLogger(Beside.class.getName());

  /** A text of so many characters is read at once: that takes less than a frame. */
  static final int SHORT = 2_000;

  private Beside() {}

  /**
   * Reads a text, and hands over what it was read as: at once where the text is short, else on
   * JavaFX's thread later. What comes too late is for {@code shown} to tell.
   *
   * @param length of the text
   * @param plain what is shown where it cannot be read
   */
  static <T> void read(int length, Supplier<T> reading, Supplier<T> plain, Consumer<T> shown) {
    if (length <= SHORT) {
      shown.accept(orPlain(reading, plain));
      return;
    }
    Thread.ofVirtual()
        .name("reading")
        .start(
            () -> {
              T read = orPlain(reading, plain);
              Background.show(() -> shown.accept(read));
            });
  }

  /** For what reads a text: fails a test that would hold up the window with a long one. */
  static void mayTakeLong(int length) {
    assert length <= SHORT || !Platform.isFxApplicationThread()
        : "A long text is read beside the window's thread.";
  }

  private static <T> T orPlain(Supplier<T> reading, Supplier<T> plain) {
    try {
      return reading.get();
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(Level.WARNING, "A text cannot be read, and is shown as it stands.", e);
      return plain.get();
    }
  }
}
