package dev.keyporter.console;

import dev.keyporter.proxy.cli.ConsoleRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/** Opens the console where there is a display for it. */
final class Display {
  private static final Logger LOG = Logger.getLogger(Display.class.getName());

  /** Held, or its filter is lost. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private Display() {}

  /**
   * Opens the console, and returns when it is closed.
   *
   * @return why there is none; empty where there was one
   */
  static Optional<String> open(ConsoleRequest request) {
    if (isMissing(System.getenv())) {
      return Optional.of("There is no display.");
    }
    // On the class path by decision (docs/decisions/0005): nothing a user should be warned of.
    JAVAFX.setFilter(event -> !event.getMessage().startsWith("Unsupported JavaFX configuration"));
    // Before JavaFX: a second start need not wait for it, and the database opens meanwhile.
    Optional<Opening> begun = Opening.begin(request);
    if (begun.isEmpty()) {
      System.err.println("Keyporter is open already; its window has been brought to the front.");
      return Optional.empty();
    }
    try {
      ConsoleApp.open(begun.get());
      CompletableFuture<Void> closed =
          CompletableFuture.runAsync(
              () -> Application.launch(ConsoleApp.class),
              launch -> Thread.ofPlatform().name("console window").start(launch));
      CompletableFuture.anyOf(closed, ConsoleApp.endedWithProcess()).join();
      return Optional.empty();
    } catch (CompletionException e) {
      begun.get().close();
      switch (e.getCause()) {
        case UnsupportedOperationException cause -> LOG.log(Level.INFO, "No window opens.", cause);
        case LinkageError cause -> LOG.log(Level.INFO, "No window opens.", cause);
        case RuntimeException other -> throw other;
        case null, default -> throw e;
      }
      return Optional.of(
          "No window can be opened here: on Linux, GTK 3 (libgtk-3-0) and a display are needed.");
    }
  }

  /** Only there can a display be missing without JavaFX being asked, which takes a second. */
  static boolean isMissing(Map<String, String> environment) {
    boolean isLinux =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    boolean isHeadless = "Headless".equals(System.getProperty("glass.platform"));
    return isLinux
        && !isHeadless
        && environment.getOrDefault("DISPLAY", "").isEmpty()
        && environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }
}
