package dev.keyporter.console;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/** How long it took from the start of the process until a window could be used. */
final class FirstFrame {
  private FirstFrame() {}

  /** Milliseconds from the process's start until what the scene holds now has been painted. */
  static CompletableFuture<Long> of(Scene scene) {
    var ready = new CompletableFuture<Long>();
    var frames =
        new AnimationTimer() {
          private int pulses;

          @Override
          public void handle(long now) {
            // The first pulse lays out and paints; the second comes when that has been done.
            if (++pulses == 2) {
              stop();
              ready.complete(sinceStart());
            }
          }
        };
    frames.start();
    scene.getRoot().requestLayout();
    return ready;
  }

  private static long sinceStart() {
    Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    return Instant.now().toEpochMilli() - started.toEpochMilli();
  }
}
