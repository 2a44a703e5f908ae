package dev.keyporter.proxy.cli;

import dev.keyporter.db.backup.BackupSummary;
import dev.keyporter.db.secret.Passphrase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter backup}. */
@Command(
    name = "backup",
    description = {
      "Write everything into one file, while the proxy runs: accounts, keys, tokens, record.",
      "It restores into the file database as well as into PostgreSQL."
    },
    footer = {
      "",
      "Provider keys and what signs tokens stay encrypted. To read them elsewhere, the",
      "backup needs this installation's master key: with a passphrase it goes along, encrypted.",
      "Prompts and answers in it are as readable as in the database.",
      "",
      "Examples:",
      "  keyporter backup before-update.kpbackup",
      "  keyporter backup --passphrase /media/disk/",
      "  keyporter backup --replace --passphrase-stdin daily.kpbackup < passphrase.txt"
    })
final class BackupCommand implements Runnable {
  private final Store store;

  @Parameters(
      paramLabel = "FILE",
      description = "The file to write, or a directory for a file named after the time.")
  private Path file = Path.of("");

  @Option(
      names = "--passphrase",
      description = "Ask for a passphrase, and take the master key along, encrypted with it.")
  private boolean asks;

  @Mixin private final PassphraseOptions passphrase = new PassphraseOptions();

  @Option(names = "--replace", description = "Replace the file if it is there.")
  private boolean replace;

  BackupCommand(Store store) {
    this.store = store;
  }

  @Override
  public void run() {
    @Nullable Passphrase secret = passphrase();
    Path target =
        Files.isDirectory(file)
            ? file.resolve(BackupWords.fileName(store.terminal().clock().instant()))
            : file;
    store.with(
        database -> {
          BackupSummary summary =
              ShownProgress.of(
                  store.terminal(),
                  progress -> database.backups().create(target, replace, secret, progress));
          store.print(BackupWords.json(summary), words(summary));
        });
  }

  private @Nullable Passphrase passphrase() {
    Terminal terminal = store.terminal();
    Passphrase given = passphrase.given(terminal, Passphrase::chosen).orElse(null);
    if (given != null || !asks) {
      return given;
    }
    String first = ask("Passphrase (not shown): ");
    var chosen = Passphrase.chosen(first);
    if (!first.equals(ask("The same again: "))) {
      throw new Failure("The two were not the same. Nothing was written.");
    }
    return chosen;
  }

  private String ask(String question) {
    return store
        .terminal()
        .hiddenLine(question)
        .orElseThrow(
            () -> Failure.usage("Nobody is there to ask. Use --passphrase-stdin instead."));
  }

  private static String words(BackupSummary summary) {
    return "Wrote %s: %s, %s.%n%s"
        .formatted(
            summary.file(),
            BackupWords.size(summary.bytes()),
            BackupWords.counts(summary.contents()),
            summary.holdsMasterKey()
                ? "The master key is in it, encrypted with the passphrase."
                : "The master key is not in it: elsewhere, it restores only beside this"
                    + " installation's master.key. A passphrase takes it along.");
  }
}
