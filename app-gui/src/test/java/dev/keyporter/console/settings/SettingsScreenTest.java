package dev.keyporter.console.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseSettings;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.cost.PriceEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsScreenTest {
  @TempDir Path directory;

  @Test
  void setsAPriceAndATimeOfRetentionThatOtherProcessesFindInTheDatabase() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.fire("#nav-settings");
      console.type("#settings-price-model", "qwen3.5:14b");
      console.type("#settings-price-input", "1.25");
      console.type("#settings-price-output", "5");
      console.fire("#settings-save-price");
      console.type("#settings-body-days", "30");
      console.fire("#settings-apply-retention");
      try (Database database =
          Database.open(new DatabaseSettings.EmbeddedH2(directory), Clock.systemUTC())) {
        console.awaitOutside(
            "the retention in the database",
            () -> Integer.valueOf(30).equals(database.settings().retention().bodyDays()));
        console.awaitOutside(
            "the price in the database", () -> !database.prices().overrides().isEmpty());
        PriceEntry own = database.prices().overrides().getFirst();
        assertEquals("qwen3.5:14b", own.model());
        assertEquals(new BigDecimal("1.25"), Objects.requireNonNull(own.rates()).input());
      }
    }
  }

  @Test
  void becomesDarkAndLargeAtOnceAndStaysSoAfterARestart() {
    try (RunningConsole console = RunningConsole.open(directory)) {
      console.fire("#nav-settings");
      console.fire("#settings-dark");
      console
          .robot()
          .interact(() -> console.find("#settings-text-size", Slider.class).setValue(18));
      console.picture(Path.of("target/pictures/settings-dark.png"));
      assertTrue(isDark(console.scene().getRoot()));
    }
    try (RunningConsole console = RunningConsole.open(directory)) {
      assertTrue(isDark(console.scene().getRoot()), "remembered");
      assertTrue(console.scene().getRoot().getStyle().contains("18px"), "remembered");
      console.fire("#nav-settings");
      console.fire("#settings-light");
      console
          .robot()
          .interact(() -> console.find("#settings-text-size", Slider.class).setValue(13));
      console.picture(Path.of("target/pictures/settings-light.png"));
    }
  }

  @Test
  void exchangesTheMasterKeyAfterAQuestion() throws IOException {
    Path file = directory.resolve("master.key");
    try (Database database = Seed.database(directory)) {
      Organization acme = database.organizations().create("Acme");
      Seed.key(database, acme, URI.create("http://127.0.0.1:1/v1"));
      ProviderKey key = database.providerKeys().list(acme.id()).getFirst();
      String before = Files.readString(file);
      String secret = database.providerKeys().unseal(key.id()).reveal();
      try (RunningConsole console = RunningConsole.open(directory)) {
        console.fire("#nav-settings");
        console.fire("#settings-exchange-key");
        console.find("#confirm-yes", Button.class);
        console.picture(Path.of("target/pictures/settings-exchange-key.png"));
        assertEquals(before, Files.readString(file));
        console.fire("#confirm-yes");
        console.await(
            "what came of it",
            () ->
                console.has("#settings-database-feedback")
                    && console
                        .find("#settings-database-feedback", Labeled.class)
                        .getText()
                        .endsWith(": 1."));
        console.picture(Path.of("target/pictures/settings-exchanged-key.png"));
      }
      assertNotEquals(before, Files.readString(file));
      assertEquals(secret, database.providerKeys().unseal(key.id()).reveal());
    }
  }

  private static boolean isDark(Node root) {
    return root.getPseudoClassStates().stream()
        .anyMatch(state -> state.getPseudoClassName().equals("dark"));
  }
}
