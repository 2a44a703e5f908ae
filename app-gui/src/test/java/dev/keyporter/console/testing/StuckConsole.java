package dev.keyporter.console.testing;

import dev.keyporter.console.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** The program, whose window gets stuck once it is there. */
public final class StuckConsole {
  private static final String HOW = "keyporter.stuck";

  /** How a window can be stuck. */
  public enum How {
    /** Its thread does not come back. */
    ENDLESS,
    /** Each frame fails. */
    FAILING
  }

  private static volatile boolean isStuck;

  private StuckConsole() {}

  static String option(How how) {
    return "-D" + HOW + "=" + how;
  }

  /** Starts the program; its window gets stuck when something is written to its input. */
  public static void main(String[] arguments) {
    Thread.ofVirtual().start(StuckConsole::stickWhenAsked);
    Runtime.getRuntime().addShutdownHook(new Thread(StuckConsole::waitForWindow));
    Launcher.main(arguments);
  }

  private static void stickWhenAsked() {
    try {
      if (System.in.read() >= 0) {
        Platform.runLater(StuckConsole::stick);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As JavaFX's own hook does on a display: the headless platform has none. */
  private static void waitForWindow() {
    while (isStuck) {
      LockSupport.park();
    }
  }

  private static void stick() {
    isStuck = true;
    switch (How.valueOf(System.getProperty(HOW))) {
      case ENDLESS -> {
        System.out.println("stuck");
        while (true) {
          Thread.onSpinWait();
        }
      }
      case FAILING ->
          new AnimationTimer() {
            @Override
            public void handle(long now) {
              System.out.println("stuck");
              throw new IllegalStateException("each frame");
            }
          }.start();
    }
  }
}
