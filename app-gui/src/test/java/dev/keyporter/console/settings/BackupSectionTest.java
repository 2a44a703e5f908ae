package dev.keyporter.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.db.Database;
import dev.keyporter.db.access.NewProviderKey;
import dev.keyporter.db.backup.Progress;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.db.secret.Passphrase;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.account.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupSectionTest {
  @TempDir Path directory;
  @TempDir Path folder;

  private Database database() {
    return Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC());
  }

  private List<String> organizations() {
    try (Database database = database()) {
      return database.organizations().list().stream().map(Organization::name).toList();
    }
  }

  private static String feedback(RunningConsole console) {
    console.await("feedback", () -> console.has("#settings-backup-feedback"));
    return console.find("#settings-backup-feedback", Labeled.class).getText();
  }

  @Test
  void backsUpAndBringsBackWhatWasThereWhileTheConsoleGoesOn() throws IOException {
    try (Database database = database()) {
      database.organizations().create("Acme");
    }
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.fire("#nav-settings");
      console.fileDialogs().pick(folder);
      console.fire("#settings-backup");
      console.type("#backup-passphrase", "short");
      console.type("#backup-passphrase-again", "short");
      console.fire("#backup-choose");
      console.await("a word on it", () -> console.has("#backup-dialog-feedback"));
      assertEquals(0, console.fileDialogs().asked());
      console.type("#backup-passphrase", "");
      console.type("#backup-passphrase-again", "");
      console.picture(Path.of("target/pictures/backup-dialog.png"));
      console.fire("#backup-choose");
      assertTrue(feedback(console).contains(".kpbackup"), feedback(console));
      Path file;
      try (Stream<Path> files = Files.list(folder)) {
        file = files.findFirst().orElseThrow();
      }

      try (Database database = database()) {
        database.organizations().create("Since");
        database.organizations().delete(database.organizations().list().getFirst().id());
      }
      console.fileDialogs().pickFile(file);
      console.fire("#settings-restore");
      console.find("#restore-contents", javafx.scene.layout.GridPane.class);
      console.picture(Path.of("target/pictures/restore-dialog.png"));
      assertFalse(console.has("#restore-passphrase"));
      console.fire("#restore-replace");
      console.await(
          "what came of it",
          () ->
              console.has("#settings-backup-feedback")
                  && console
                      .find("#settings-backup-feedback", Labeled.class)
                      .getText()
                      .contains("before-restore-"));
      assertEquals(List.of("Acme"), organizations());
      console.picture(Path.of("target/pictures/backup.png"));
      console.fire("#nav-organizations");
      console.await(
          "the restored one", () -> console.robot().lookup("Acme").tryQuery().isPresent());
    }
  }

  @Test
  void bringsABackupFromElsewhereToANewInstallationWithItsPassphrase() {
    Path file = folder.resolve("elsewhere.kpbackup");
    try (Database elsewhere =
        Database.open(
            new DatabaseSettings.EmbeddedH2(folder.resolve("elsewhere")), Clock.systemUTC())) {
      Organization acme = elsewhere.organizations().create("Acme");
      elsewhere
          .providerKeys()
          .create(
              acme.id(),
              NewProviderKey.openai(new KeyScope.Shared(), "main"),
              new Secret("sk-very-secret-1234"));
      elsewhere
          .backups()
          .create(file, false, new Passphrase("correct horse battery"), Progress.NONE);
    }
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.fire("#first-restore");
      console.fileDialogs().pickFile(file);
      console.fire("#settings-restore");
      console.type("#restore-passphrase", "another one");
      console.fire("#restore-replace");
      console.await("a word on it", () -> console.has("#restore-dialog-feedback"));
      console.awaitOutside(
          "the wrong passphrase",
          () ->
              console
                  .find("#restore-dialog-feedback", Labeled.class)
                  .getText()
                  .contains("another passphrase"));
      console.picture(Path.of("target/pictures/restore-passphrase.png"));
      console.type("#restore-passphrase", "correct horse battery");
      console.fire("#restore-replace");
      assertTrue(feedback(console).startsWith("Restored"), feedback(console));
      assertEquals(List.of("Acme"), organizations());
    }
    try (Database database = database()) {
      var acme = database.organizations().list().getFirst();
      assertTrue(database.providerKeys().unreadable(acme.id()).isEmpty());
    }
  }
}
