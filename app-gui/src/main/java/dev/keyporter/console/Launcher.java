package dev.keyporter.console;

import dev.keyporter.model.Version;
import dev.keyporter.proxy.cli.KeyporterCommand;

/** Where the program starts. */
public final class Launcher {
  private Launcher() {}

  /** Answers {@code --version} before anything else is loaded; the rest is the command line's. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("keyporter " + Version.current());
      return;
    }
    System.exit(KeyporterCommand.run(Display::open, arguments));
  }
}
