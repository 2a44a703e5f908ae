package dev.keyporter.console;

import java.time.Instant;
import java.util.logging.Logger;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/**
 * The moment when the window is ready: notes in the log how long that took from the start of the
 * process.
 */
final class FirstFrame extends AnimationTimer {
  private static final Logger LOG = Logger.getLogger(FirstFrame.class.getName());

  private int pulses;

  private FirstFrame() {}

  /** Waits until what the scene holds now has been painted; on JavaFX's thread. */
  static void await(Scene scene) {
    scene.getRoot().requestLayout();
    new FirstFrame().start();
  }

  @Override
  public void handle(long now) {
    // The first pulse lays out and paints; the second comes when that has been done.
    if (++pulses == 2) {
      stop();
      LOG.info(() -> "The window was ready after " + millisSinceStart() + " ms.");
    }
  }

  private static long millisSinceStart() {
    Instant now = Instant.now();
    Instant started = ProcessHandle.current().info().startInstant().orElse(now);
    return now.toEpochMilli() - started.toEpochMilli();
  }
}
