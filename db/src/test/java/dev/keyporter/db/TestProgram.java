package dev.keyporter.db;

import java.util.ArrayList;
import java.util.List;

/** Programs of the tests in processes of their own, which a test may kill. */
public final class TestProgram {
  private TestProgram() {}

  /**
   * The command that runs one with this Java, on the class path of the tests; more may be added.
   */
  public static List<String> command(Class<?> program, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path", ""),
                program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
