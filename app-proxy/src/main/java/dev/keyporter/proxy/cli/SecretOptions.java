package dev.keyporter.proxy.cli;

import dev.keyporter.model.access.Secret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a command takes a provider's secret from. */
final class SecretOptions {
  @Parameters(
      paramLabel = "SECRET",
      arity = "0..1",
      description = "The secret. Others on the machine may see it: prefer --secret-stdin.")
  private @Nullable String argument;

  @Option(names = "--secret-stdin", description = "Read the secret from standard input.")
  private boolean fromInput;

  boolean isGiven() {
    return argument != null || fromInput;
  }

  /**
   * The secret that standard input holds, and nothing else.
   *
   * @throws Failure when there is more than one line
   */
  static Secret fromInput(Terminal terminal) {
    return new Secret(terminal.readOnlyLine("--secret-stdin", Secret.MAX_LENGTH));
  }

  Secret read(Terminal terminal) {
    if (argument != null && fromInput) {
      throw Failure.usage("SECRET and --secret-stdin exclude each other.");
    }
    if (argument != null) {
      return new Secret(argument);
    }
    if (fromInput) {
      return fromInput(terminal);
    }
    return terminal
        .hiddenLine("Provider key (not shown): ")
        .map(Secret::new)
        .orElseThrow(() -> Failure.usage("Give the secret: --secret-stdin, or SECRET."));
  }
}
