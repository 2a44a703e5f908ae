package dev.keyporter.proxy.cli;

import dev.keyporter.db.backup.BackupSummary;
import dev.keyporter.db.backup.Contents;
import dev.keyporter.db.backup.Replaced;
import dev.keyporter.db.backup.StagedBackup;
import dev.keyporter.db.secret.Passphrase;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keyporter restore}. */
@Command(
    name = "restore",
    description = {
      "Replace everything with what a backup holds, while the proxy runs.",
      "The backup is read and checked as a whole first; then you are asked."
    },
    footer = {
      "",
      "What is replaced is kept as a backup in the data directory's folder 'backups'.",
      "",
      "Examples:",
      "  keyporter restore --check before-update.kpbackup",
      "  keyporter restore before-update.kpbackup"
    })
final class RestoreCommand implements Runnable {
  private final Store store;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Option(names = "--check", description = "Only check the backup and show what is in it.")
  private boolean checksOnly;

  @Mixin private final PassphraseOptions passphrase = new PassphraseOptions();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  RestoreCommand(Store store) {
    this.store = store;
  }

  @Override
  public void run() {
    store.with(
        database -> {
          try (StagedBackup staged =
              ShownProgress.of(
                  store.terminal(), progress -> database.backups().check(file, progress))) {
            if (checksOnly) {
              report(staged);
            } else {
              restore(staged);
            }
          }
        });
  }

  private void report(StagedBackup staged) {
    if (store.isJson()) {
      store.print(
          BackupWords.json(staged.summary())
              .put("needs_passphrase", staged.needsPassphrase())
              .set("present", BackupWords.json(staged.present())),
          "");
      return;
    }
    show(staged);
    store
        .terminal()
        .out()
        .println(
            "The backup is whole and can be restored"
                + (staged.needsPassphrase() ? " with its passphrase." : "."));
  }

  private void restore(StagedBackup staged) {
    if (staged.needsPassphrase()) {
      staged.unlock(askPassphrase());
    }
    if (!store.isJson()) {
      show(staged);
    }
    store.terminal().confirm("Replace everything with the backup?", yes);
    Replaced replaced = ShownProgress.of(store.terminal(), staged::restore);
    store.print(
        BackupWords.json(staged.summary())
            .put("restored", true)
            .put(
                "kept",
                switch (replaced) {
                  case Replaced.Nothing() -> null;
                  case Replaced.AsBackup(Path kept) -> kept.toString();
                  case Replaced.AsDatabase(Path kept) -> kept.toString();
                }),
        switch (replaced) {
          case Replaced.Nothing() -> "Restored.";
          case Replaced.AsBackup(Path kept) ->
              "Restored. What was there before is kept in " + kept + ".";
          case Replaced.AsDatabase(Path kept) ->
              "Restored. No backup could be made of what was there before; is the disk full? It is"
                  + " kept in "
                  + kept
                  + ", which becomes a backup with the next 'keyporter backup' or 'restore'.";
        });
  }

  private Passphrase askPassphrase() {
    Terminal terminal = store.terminal();
    return passphrase
        .given(terminal, Passphrase::new)
        .or(() -> terminal.hiddenLine("The backup's passphrase (not shown): ").map(Passphrase::new))
        .orElseThrow(
            () ->
                new Failure(
                    "The backup's secrets were encrypted with another master key. Give its"
                        + " passphrase: --passphrase-stdin."));
  }

  private void show(StagedBackup staged) {
    BackupSummary backup = staged.summary();
    Terminal terminal = store.terminal();
    terminal
        .out()
        .println(
            "Backup of "
                + terminal.time(backup.createdAt())
                + ", made by Keyporter "
                + backup.program()
                + ", "
                + BackupWords.size(backup.bytes()));
    Contents present = staged.present();
    Contents coming = backup.contents();
    var table = new Table("WHAT", "NOW", "BACKUP");
    add(table, "organizations", Contents::organizations, present, coming);
    add(table, "users", Contents::users, present, coming);
    add(table, "keys", Contents::keys, present, coming);
    add(table, "tokens", Contents::tokens, present, coming);
    add(table, "requests", Contents::requests, present, coming);
    add(table, "ratings", Contents::ratings, present, coming);
    table.add("newest request", newest(present), newest(coming));
    table.print(terminal.out());
    terminal.out().flush();
  }

  private static void add(
      Table table, String what, ToIntFunction<Contents> count, Contents present, Contents coming) {
    table.add(
        what,
        Integer.toString(count.applyAsInt(present)),
        Integer.toString(count.applyAsInt(coming)));
  }

  private String newest(Contents contents) {
    var newest = contents.newest();
    return newest == null ? "-" : store.terminal().time(newest);
  }
}
