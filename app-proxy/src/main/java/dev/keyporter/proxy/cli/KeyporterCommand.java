package dev.keyporter.proxy.cli;

import dev.keyporter.db.backup.BackupException;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.secret.UnsealException;
import dev.keyporter.model.Version;
import dev.keyporter.proxy.StartException;
import dev.keyporter.proxy.log.LogFile;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command {@code keyporter} and the way into all of its subcommands. */
@Command(
    name = "keyporter",
    description = {
      "A desktop console and a local proxy for OpenAI's API.",
      "Without a command it opens the console, with the options of 'keyporter serve'."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "[COMMAND]",
    versionProvider = KeyporterCommand.VersionLine.class)
public final class KeyporterCommand implements Runnable {
  private static final Logger LOG = Logger.getLogger(KeyporterCommand.class.getName());

  private static final Pattern LONG_WORD = Pattern.compile("(\\S{80})\\S{300,}");

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final ServeOptions serveOptions = new ServeOptions();
  private final Function<ConsoleRequest, Optional<String>> console;
  private final Store store;

  private KeyporterCommand(Function<ConsoleRequest, Optional<String>> console, Terminal terminal) {
    this.console = console;
    this.store = new Store(terminal, common);
  }

  /**
   * Runs a command line and gives its exit status: 0, 1 for a failure, 2 for wrong usage.
   *
   * @param console opens the console and returns when it is closed, or says at once why it cannot
   */
  public static int run(Function<ConsoleRequest, Optional<String>> console, String... arguments) {
    // What a command has to say stands in its output; libraries are heard when something is wrong.
    LogFile.quietStandardError();
    return run(Terminal.ofProcess(), console, arguments);
  }

  static int run(
      Terminal terminal, Function<ConsoleRequest, Optional<String>> console, String... arguments) {
    CommandLine line = line(terminal, console, arguments);
    int status = line.execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return status;
  }

  /** The commands that the arguments may name, ready to be run. */
  static CommandLine line(
      Terminal terminal, Function<ConsoleRequest, Optional<String>> console, String... arguments) {
    var root = new KeyporterCommand(console, terminal);
    var line = new CommandLine(root);
    Commands.add(line, root.store, arguments);
    return line.registerConverter(
            Instant.class, new SinceConverter(terminal.clock(), terminal.zone()))
        .registerConverter(Path.class, new PathConverter())
        .registerConverter(URI.class, new BaseUrlConverter())
        .registerConverter(ZoneId.class, new ZoneConverter())
        .registerConverter(BigDecimal.class, new DecimalConverter())
        .registerConverter(Integer.class, new WholeNumberConverter())
        .registerConverter(int.class, new WholeNumberConverter())
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(KeyporterCommand::explainUsage)
        .setExecutionExceptionHandler((failure, _, _) -> explainFailure(failure, terminal));
  }

  @Override
  public void run() {
    new Serving(store).runConsole(serveOptions, console);
  }

  private static int explainUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String what =
        oneLine(wrong.getMessage())
            .replaceFirst("positional parameter at index \\S+ \\((.+?)\\)", "$1")
            .replaceFirst(" at index \\S+:", ":")
            .replaceFirst("\\.$", "");
    String help = command.getCommandSpec().qualifiedName() + " --help";
    command.getErr().println(what + ". See '" + help + "'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int explainFailure(Exception failure, Terminal terminal) {
    terminal.err().println(sentence(failure));
    LOG.log(Level.FINE, "A command failed.", failure);
    return failure instanceof Failure own ? own.status() : CommandLine.ExitCode.SOFTWARE;
  }

  /** What people are told about a failure. */
  static String sentence(Exception failure) {
    return switch (failure) {
      // Messages of these are written for people.
      case Failure _,
          DatabaseException _,
          UnsealException _,
          StartException _,
          BackupException _,
          IllegalArgumentException _ ->
          oneLine(failure.getMessage());
      default -> "Something unexpected happened (" + failure.getClass().getSimpleName() + ").";
    };
  }

  private static String oneLine(@Nullable String message) {
    if (message == null) {
      return "The reason is not known.";
    }
    String line = message.strip().replaceAll("\\s+", " ");
    // What was wrong may be a file's content instead of its name.
    return LONG_WORD.matcher(line).replaceAll("$1…");
  }

  static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"keyporter " + Version.current()};
    }
  }
}
