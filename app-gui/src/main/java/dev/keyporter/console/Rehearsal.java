package dev.keyporter.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * Runs command lines one after the other in one process, for start caches: the JVM makes one of
 * what it saw a single process do (docs/decisions/0060).
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Each line of standard input is a command line, its words separated by single spaces. */
  public static void main(String[] none) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    int done = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Launcher.run(line.split(" "));
      System.out.println("Rehearsed " + ++done + ".");
    }
    // As at the end of a command: threads that are left must not hold it up.
    System.exit(0);
  }
}
