package dev.keyporter.proxy.cli;

import dev.keyporter.db.secret.Passphrase;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command takes a backup's passphrase from. Never from its arguments: others see those. */
final class PassphraseOptions {
  private static final String VARIABLE = "KEYPORTER_BACKUP_PASSPHRASE";

  @Option(
      names = "--passphrase-stdin",
      description = "Read the passphrase from standard input. Also KEYPORTER_BACKUP_PASSPHRASE.")
  private boolean fromInput;

  /** The one that was given without asking for it. */
  Optional<Passphrase> given(Terminal terminal) {
    return fromInput
        ? Optional.of(new Passphrase(terminal.readLine()))
        : terminal.variable(VARIABLE).map(Passphrase::new);
  }
}
