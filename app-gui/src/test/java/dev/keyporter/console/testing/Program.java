package dev.keyporter.console.testing;

import dev.keyporter.console.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program in a process of its own, as a user starts it, without a display. */
public final class Program {
  private static final String PRINTED = "printed";

  private Program() {}

  /** Starts the console on a data directory, with its proxy on a free port; to be ended. */
  public static Process start(Path directory) throws IOException {
    return start(directory, Launcher.class);
  }

  /** Starts it so that its window gets stuck once something is written to its input. */
  public static Process startStuck(Path directory, StuckConsole.How how) throws IOException {
    return start(directory, StuckConsole.class, StuckConsole.option(how));
  }

  private static Process start(Path directory, Class<?> main, String... options)
      throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Dh2.bindAddress=127.0.0.1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"));
    builder.command().addAll(List.of(options));
    builder.command().add(main.getName());
    builder.environment().put("KEYPORTER_DATA_DIR", directory.toString());
    builder.environment().put("KEYPORTER_PORT", "0");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(PRINTED).toFile())
        .start();
  }

  /** What it printed so far, on both outputs. */
  public static String printed(Path directory) throws IOException {
    return Files.readString(directory.resolve(PRINTED));
  }
}
