package dev.keyporter.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class StartObstacleTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"org list", "serve --port 0", "--port 0"})
  void tooFewFilesAreSaidInOneSentence(String command) throws Exception {
    String said = said("ulimit -n 64", System.getProperty("java.class.path"), command);

    assertTrue(
        said.matches("Only \\d+ more files may be open, and Keyporter needs \\d+\\. .*\\R"), said);
  }

  @Test
  void aMissingFileOfTheProgramIsNamed() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(file -> file.contains("picocli") ? file + ".gone" : file)
            .collect(Collectors.joining(File.pathSeparator));

    String said = said("true", classPath, "org list");

    assertTrue(said.contains(".gone is missing or cannot be read."), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void enoughFilesAreNoObstacle() {
    assertTrue(StartObstacle.tooFewFiles().isEmpty());
    assertFalse(StartObstacle.tooFewFiles(Integer.MAX_VALUE / 4096).isEmpty());
  }

  /** What the program says that must end with 1. */
  private String said(String before, String classPath, String command) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                before + " && exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                Launcher.class.getName()));
    words.addAll(List.of(command.split(" ")));
    words.addAll(List.of("--data-dir", directory.toString()));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(1, process.waitFor(), said);
    return said;
  }
}
