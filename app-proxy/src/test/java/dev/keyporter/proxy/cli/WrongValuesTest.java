package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.db.Database;
import dev.keyporter.proxy.cli.CommandFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What every option of every command says to values that are none. */
class WrongValuesTest {
  /** Values that no option takes that is more than a text. */
  private static final List<String> NOTHING =
      List.of("", " ", "not a url", "http://", "://x", "[::1", "%", "-", "1e99", "2026-13-45");

  private static final List<String> NO_NUMBERS =
      List.of("99999999999999999999", "-2147483649", "1.5", "0x10", "\u0661\u0662x");

  /** Texts that are no name, no id and nothing to look for. */
  private static final List<String> NO_TEXTS = List.of(" ", "null", "a\n" + "x".repeat(100_000));

  private static final Pattern JAVA =
      Pattern.compile(
          "Exception|Something unexpected|\\b(java|javax|picocli|dev|com|org)\\.[a-z]"
              + "|\\bclass\\b|\\b(int|(?<!too )long|Integer|Instant|URI)\\b|at index");

  @TempDir Path directory;
  private CommandFixture commands;
  private Database open;

  @BeforeEach
  void setUp() {
    commands = new CommandFixture(directory.resolve("data"));
    // Commands join it, which is quicker than opening it.
    open = Database.open(commands.settings(), commands.clock());
    assertEquals(0, commands.run("quickstart", "--org", "Acme", "--user", "me").status());
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void everyOptionRefusesWhatItsKindCannotBe() {
    for (CommandLine command : leaves(commands.all()).toList()) {
      for (OptionSpec option : optionsOf(command)) {
        if (option.type() != String.class && !isList(option)) {
          for (String value : valuesAgainst(option.type())) {
            Result result = run(command, option, option.longestName(), value);
            assertRefused(result, value);
          }
        }
      }
    }
  }

  @Test
  void everyTextIsTakenOrRefusedInPlainWords() {
    for (CommandLine command : leaves(commands.all()).toList()) {
      for (OptionSpec option : optionsOf(command)) {
        if (option.type() == String.class || isList(option)) {
          for (String value : NO_TEXTS) {
            assertSpeaksPlainly(run(command, option, option.longestName(), value), value);
          }
        }
      }
      for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
        for (String value : NO_TEXTS) {
          assertSpeaksPlainly(run(command, parameter, null, value), value);
        }
      }
    }
  }

  @Test
  void everyVariableRefusesWhatItsKindCannotBe() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Map<String, List<String>> wrong =
        Map.of(
            "KEYPORTER_PORT", List.of("x", "99999", "99999999999999999999"),
            "KEYPORTER_HOST", List.of("not a host", "http://x"),
            "KEYPORTER_LOG_LEVEL", List.of("loud"),
            "KEYPORTER_DATABASE_URL", List.of("not a url", "http://x"),
            "KEYPORTER_DATA_DIR", List.of(file.toString(), "/proc/keyporter"),
            "KEYPORTER_MASTER_KEY", List.of("x", "a\nb", "x".repeat(100_000)),
            "HTTPS_PROXY", List.of("not a url", "http://"),
            "SSL_CERT_FILE", List.of("/nowhere/at/all"));
    wrong.forEach(
        (name, values) -> {
          for (String value : values) {
            String before = commands.environment.put(name, value);
            String[] command =
                name.equals("KEYPORTER_MASTER_KEY")
                    ? new String[] {"key", "create", "--org", "Acme", "sk-x"}
                    : new String[] {"serve"};
            assertRefused(commands.run(command), name + "=" + value);
            if (before == null) {
              commands.environment.remove(name);
            } else {
              commands.environment.put(name, before);
            }
          }
        });
  }

  /** A command's own options; those that all have are tried with one of them. */
  private static List<OptionSpec> optionsOf(CommandLine command) {
    boolean isFirst = command.getCommandSpec().qualifiedName().endsWith("org list");
    return command.getCommandSpec().options().stream()
        .filter(option -> option.arity().max() > 0)
        .filter(option -> isFirst || !option.inherited())
        .toList();
  }

  private static boolean isList(OptionSpec option) {
    return List.class.isAssignableFrom(option.type());
  }

  private List<String> valuesAgainst(Class<?> type) {
    if (type == Path.class) {
      // Anything may be a path, but nothing is below a file.
      return List.of("", aFile() + "/below");
    }
    boolean isNumber = type == int.class || type == Integer.class;
    return isNumber ? Stream.concat(NOTHING.stream(), NO_NUMBERS.stream()).toList() : NOTHING;
  }

  private static Stream<CommandLine> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(command)
        : command.getSubcommands().values().stream()
            .filter(sub -> !sub.getCommandName().equals("help"))
            .flatMap(WrongValuesTest::leaves);
  }

  /** Runs a command with one wrong value, and what else it needs. */
  private Result run(CommandLine command, ArgSpec wrong, @Nullable String option, String value) {
    var words = new ArrayList<>(List.of(command.getCommandSpec().qualifiedName(" ").split(" ")));
    words.removeFirst();
    if (command.getCommandName().equals("serve") && !"--data-dir".equals(option)) {
      // What is right would be served.
      words.addAll(List.of("--data-dir", aFile()));
    }
    for (OptionSpec other : command.getCommandSpec().options()) {
      if (other.required() && !other.equals(wrong)) {
        words.addAll(List.of(other.longestName(), known(other.longestName())));
      }
    }
    if (option != null) {
      words.add(option + "=" + value);
    }
    words.add("--");
    for (PositionalParamSpec other : command.getCommandSpec().positionalParameters()) {
      if (other.equals(wrong)) {
        words.add(value);
      } else if (other.required()) {
        words.add(known(other.paramLabel()));
      }
    }
    return commands.run(words.toArray(String[]::new));
  }

  private String aFile() {
    return directory.resolve("data/database.password").toString();
  }

  private static String known(String place) {
    return switch (place) {
      case "--org", "ORG" -> "Acme";
      case "USER" -> "me";
      case "KEY" -> "Demo provider";
      case "TOKEN" -> "Quickstart";
      case "--format" -> "csv";
      default -> "x";
    };
  }

  private static void assertRefused(Result result, String value) {
    assertSpeaksPlainly(result, value);
    assertTrue(
        result.status() == 1 || result.status() == 2,
        () -> value + ": " + shortened(result.toString()));
  }

  private static void assertSpeaksPlainly(Result result, String value) {
    String said = result.err().replace(value, "");
    Optional<String> java = JAVA.matcher(said).results().map(match -> match.group()).findFirst();
    assertFalse(java.isPresent(), () -> java.get() + " in: " + shortened(result.err()));
    assertFalse(
        !value.equals("null") && said.matches("(?s).*\\bnull\\b.*"), () -> shortened(result.err()));
    if (result.status() != 0) {
      assertEquals(1, said.lines().count(), () -> shortened(result.err()));
      assertTrue(result.err().length() < 1_000, () -> "Too long: " + shortened(result.err()));
    }
  }

  private static String shortened(String text) {
    return text.length() < 800 ? text : text.substring(0, 800) + "…";
  }
}
