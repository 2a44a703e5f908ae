package dev.keyporter.console;

import dev.keyporter.model.Version;
import dev.keyporter.proxy.cli.KeyporterCommand;
import java.util.Optional;

/** Where the program starts. */
public final class Launcher {
  private Launcher() {}

  static int run(String... arguments) {
    Optional<String> obstacle = StartObstacle.tooFewFiles();
    try {
      if (obstacle.isEmpty()) {
        return KeyporterCommand.run(Display::open, arguments);
      }
    } catch (LinkageError | OutOfMemoryError e) {
      obstacle = Optional.of(StartObstacle.sentence(e));
    }
    System.err.println(obstacle.get());
    return 1;
  }

  /** Answers {@code --version} before anything else is loaded; the rest is the command line's. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("keyporter " + Version.current());
      return;
    }
    System.exit(run(arguments));
  }
}
