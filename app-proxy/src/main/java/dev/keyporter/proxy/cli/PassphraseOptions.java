package dev.keyporter.proxy.cli;

import dev.keyporter.db.secret.Passphrase;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Where a command takes a backup's passphrase from. Never from its arguments: others see those. */
final class PassphraseOptions {
  /** More than any that could be chosen: those of older backups have no bound. */
  private static final int MOST_INPUT = 16 * Passphrase.MAX_LENGTH;

  private static final String VARIABLE = "KEYPORTER_BACKUP_PASSPHRASE";

  @Option(
      names = "--passphrase-stdin",
      description = "Read the passphrase from standard input. Also KEYPORTER_BACKUP_PASSPHRASE.")
  private boolean fromInput;

  /**
   * The one that was given without asking for it.
   *
   * @param rule makes one of the text, or refuses it
   */
  Optional<Passphrase> given(Terminal terminal, Function<String, Passphrase> rule) {
    Optional<String> text =
        fromInput
            ? Optional.of(terminal.readOnlyLine("--passphrase-stdin", MOST_INPUT))
            : terminal.variable(VARIABLE);
    return text.map(rule);
  }
}
