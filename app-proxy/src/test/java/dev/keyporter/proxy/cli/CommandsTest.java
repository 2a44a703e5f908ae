package dev.keyporter.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.proxy.ProxySettings;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class CommandsTest {
  private static final int ALL = 12;

  @Test
  void theConsoleNeedsNone() {
    assertEquals(Set.of(), added());
    assertEquals(Set.of(), added("--data-dir", "somewhere", "--port", "0"));
  }

  @Test
  void aCommandComesAlone() {
    assertEquals(Set.of("serve"), added("--data-dir", "somewhere", "serve", "--port", "0"));
    assertEquals(Set.of("key"), added("key", "list"));
  }

  @Test
  void helpAndCompletionKnowAll() {
    assertEquals(ALL, added("--help").size());
    assertEquals(ALL, added("-h", "serve").size());
    assertEquals(ALL, added("completion", "bash").size());
  }

  @Test
  void aMistakeIsComparedWithAll() {
    assertEquals(ALL, added("sevre").size());
    assertEquals(ALL, added("--prot", "0").size());
  }

  @Test
  void whatWasReadToFindOutDoesNotCountTwice() {
    var root = new Root();
    var line = new CommandLine(root);
    String[] arguments = {"--allow-host", "a", "--allow-host", "b", "--port", "7"};
    Commands.add(line, root.store, arguments);
    line.parseArgs(arguments);
    ProxySettings settings = root.options.settings(root.store.terminal());
    assertEquals(Set.of("a", "b"), settings.allowedHosts());
    assertEquals(7, settings.port());
    line.parseArgs();
    assertEquals(Set.of(), root.options.settings(root.store.terminal()).allowedHosts());
  }

  private static Set<String> added(String... arguments) {
    var root = new Root();
    var line = new CommandLine(root);
    Commands.add(line, root.store, arguments);
    return line.getSubcommands().keySet();
  }

  @Command(name = "keyporter", mixinStandardHelpOptions = true)
  private static final class Root {
    @Mixin private final CommonOptions common = new CommonOptions();
    @Mixin private final ServeOptions options = new ServeOptions();
    private final Store store = new Store(Terminal.ofProcess(), common);
  }
}
