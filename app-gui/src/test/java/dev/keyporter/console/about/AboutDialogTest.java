package dev.keyporter.console.about;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AboutDialogTest {
  @TempDir Path directory;

  @Test
  void listsLicencesAndCopiesDiagnosticsThatNameNobodyAndHoldNoSecret() throws IOException {
    try (var database =
        Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC())) {
      database.organizations().create("Northwind");
    }
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.fire("#nav-settings");
      console.fire("#settings-about");
      TextArea licences = console.find("#about-licences", TextArea.class);
      assertTrue(licences.getText().contains("JavaFX: GPL-2.0-only"));
      console.fire("#about-copy");
      String copied = console.onFx(() -> Clipboard.getSystemClipboard().getString());
      assertTrue(copied.contains("Proxy: "), copied);
      assertFalse(copied.contains("Northwind"), copied);
      String password = Files.readString(directory.resolve("database.password")).strip();
      assertFalse(copied.contains(password), copied);
      console.picture(Path.of("target/pictures/about.png"));
    }
  }
}
