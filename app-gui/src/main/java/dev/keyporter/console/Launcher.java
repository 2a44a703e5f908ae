package dev.keyporter.console;

/** Where the program starts. */
public final class Launcher {
  private Launcher() {}

  public static void main(String[] arguments) {
    System.exit(arguments.length);
  }
}
