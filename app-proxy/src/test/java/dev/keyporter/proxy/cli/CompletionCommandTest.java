package dev.keyporter.proxy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CompletionCommandTest {
  /** What somebody has typed, and what the shell then offers. */
  private record Typed(String line, List<String> offered) {}

  private static final List<Typed> CASES =
      List.of(
          new Typed("keyporter quick", List.of("quickstart")),
          new Typed("keyporter org re", List.of("rename")),
          new Typed("keyporter --json token c", List.of("create")),
          new Typed("keyporter key create --org Acme --de", List.of("--demo")),
          new Typed("keyporter org set Acme --recording m", List.of("metadata")),
          new Typed("keyporter requests list --status c", List.of("cancelled", "completed")),
          new Typed("keyporter completion f", List.of("fish")));

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void everyScriptIsValidForItsShell(String shell) throws Exception {
    Path script = script(shell);

    assertFalse(Files.readString(script).contains("${DEFAULT"), "a default was not filled in");
    assumeInstalled(shell);
    assertEquals("", run(shell, "-n", script.toString()));
  }

  @Test
  void bashOffersCommandsOptionsAndValues() throws Exception {
    assumeInstalled("bash");
    Path script = script("bash");
    for (Typed typed : CASES) {
      String program =
          """
          source '%s'
          COMP_WORDS=(%s)
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
          _complete_keyporter 2>/dev/null
          printf '%%s\\n' "${COMPREPLY[@]}"
          """
              .formatted(script, typed.line());
      assertOffered(typed, run("bash", "-c", program));
    }
  }

  @Test
  void fishOffersCommandsOptionsAndValues() throws Exception {
    assumeInstalled("fish");
    Path script = script("fish");
    for (Typed typed : CASES) {
      assertOffered(
          typed,
          run(
              "fish",
              "--no-config",
              "-c",
              "source '%s'; complete -C '%s' | string replace -r '\\t.*' ''"
                  .formatted(script, typed.line())));
    }
  }

  /** Whether it completes is seen only where somebody types: in a pseudo-terminal of zsh's own. */
  @Test
  void zshCompletesWhatIsTyped() throws Exception {
    assumeInstalled("zsh");
    String program =
        """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "PS1=; source '%s'; echo rea''dy"
        zpty -r -m shell out '*ready*'
        zpty -n -w shell $'keyporter quick\\t'
        zpty -r -m shell out '*quickstart*' && echo completed
        """
            .formatted(script("zsh"));

    assertTrue(run("zsh", "-f", "-c", program).contains("completed"));
  }

  @Test
  void refusesAShellItDoesNotKnow() {
    CommandFixture.Result result = new CommandFixture(directory).run("completion", "csh");

    assertEquals(2, result.status());
    assertTrue(result.err().contains("csh"), result.err());
  }

  private Path script(String shell) throws Exception {
    CommandFixture.Result result = new CommandFixture(directory).run("completion", shell);
    assertEquals(0, result.status(), result.err());
    return Files.writeString(directory.resolve("completion." + shell), result.out());
  }

  private static void assertOffered(Typed typed, String printed) {
    assertEquals(
        typed.offered(),
        printed.lines().map(String::strip).filter(line -> !line.isEmpty()).sorted().toList(),
        typed.line());
  }

  private String run(String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("XDG_DATA_HOME", directory.toString());
    builder.environment().put("TERM", "dumb");
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void assumeInstalled(String shell) {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell))),
        "This machine has no " + shell + ".");
  }
}
