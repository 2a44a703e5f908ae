package dev.keyporter.proxy.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The subcommands, of which only those are made that a command line may name: looking through all
 * of them takes as long as opening the database.
 */
final class Commands {
  private static final List<String> HELP = List.of("-h", "--help", "-V", "--version");

  private static final Map<String, Function<Store, Object>> BY_NAME = byName();

  private Commands() {}

  private static Map<String, Function<Store, Object>> byName() {
    Map<String, Function<Store, Object>> all = new LinkedHashMap<>();
    all.put("serve", ServeCommand::new);
    all.put("quickstart", QuickstartCommand::new);
    all.put("org", OrganizationCommands::new);
    all.put("user", UserCommands::new);
    all.put("key", KeyCommands::new);
    all.put("token", TokenCommands::new);
    all.put("limit", LimitCommands::new);
    all.put("requests", RequestCommands::new);
    all.put("redaction", RedactionCommands::new);
    all.put("backup", BackupCommand::new);
    all.put("restore", RestoreCommand::new);
    all.put("completion", CompletionCommand::new);
    return all;
  }

  /**
   * Adds what the arguments may name to the command above; everything where they may not be right.
   */
  static void add(CommandLine root, Store store, String... arguments) {
    List<String> words = List.of(arguments);
    List<String> named = BY_NAME.keySet().stream().filter(words::contains).toList();
    boolean isPlain = named.isEmpty() ? isRight(root, arguments) : !named.contains("completion");
    boolean asksForHelp = words.stream().anyMatch(HELP::contains);
    BY_NAME.forEach(
        (name, make) -> {
          if (!isPlain || asksForHelp || named.contains(name)) {
            root.addSubcommand(make.apply(store));
          }
        });
  }

  /** Whether the command above can be run with the arguments. */
  private static boolean isRight(CommandLine root, String... arguments) {
    try {
      root.parseArgs(arguments);
      return true;
    } catch (ParameterException _) {
      return false;
    }
  }
}
