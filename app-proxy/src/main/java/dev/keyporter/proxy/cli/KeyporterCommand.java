package dev.keyporter.proxy.cli;

import dev.keyporter.model.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code keyporter} and the way into all of its subcommands. */
@Command(
    name = "keyporter",
    description = "A local proxy for OpenAI's API.",
    mixinStandardHelpOptions = true,
    versionProvider = KeyporterCommand.VersionLine.class)
public final class KeyporterCommand implements Runnable {

  /** Runs a command line and gives its exit status: 0, 1 for a failure, 2 for wrong usage. */
  public static int run(String... arguments) {
    return new CommandLine(new KeyporterCommand()).execute(arguments);
  }

  @Override
  public void run() {
    new CommandLine(this).usage(System.out);
  }

  static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"keyporter " + Version.current()};
    }
  }
}
