package dev.keyporter.console.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyporter.console.testing.RunningConsole;
import dev.keyporter.console.testing.Seed;
import dev.keyporter.db.Database;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.ProviderKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPricesTest {
  @TempDir Path directory;

  @Test
  void whosePricesHoldIsChosenWithAKeyAndChangedBesideIt() {
    try (Database database = Seed.database(directory)) {
      Seed.key(
          database, database.organizations().create("Acme"), URI.create("http://127.0.0.1:9/v1"));
    }
    try (RunningConsole console = RunningConsole.open(directory);
        Database database = Seed.database(directory)) {
      console.fire("#nav-keys");
      TableView<?> keys = console.find("#keys-table", TableView.class);
      console.await("the key", () -> keys.getItems().size() == 1);
      console.robot().interact(() -> keys.getSelectionModel().select(0));
      assertEquals(PricesField.Whose.DEFAULT, prices(console, "#key-prices").getValue());
      choose(console, "#key-prices", PricesField.Whose.NONE);
      console.awaitOutside("none", () -> chosen(database) == KeyPrices.NONE);
      choose(console, "#key-prices", PricesField.Whose.DEFAULT);
      console.awaitOutside("by its address", () -> chosen(database) == null);

      console.picture(Path.of("target/pictures/key-prices.png"));
      console.fire("#create");
      assertFalse(console.has("#form-prices"), "OpenAI's own address needs no choice");
      ComboBox<Provider> provider = box(console, "#form-provider");
      console.robot().interact(() -> provider.setValue(Provider.OLLAMA));
      assertTrue(console.has("#form-prices"));
      assertNull(((PricesField) prices(console, "#form-prices")).prices());
      choose(console, "#form-prices", PricesField.Whose.OPENAI);
      console.picture(Path.of("target/pictures/key-form.png"));
      console.type("#form-name", "Gateway");
      console.fire("#form-submit");
      console.awaitOutside(
          "the key", () -> keys(database).stream().anyMatch(key -> key.name().equals("Gateway")));
      assertEquals(KeyPrices.OPENAI, chosen(database));
    }
  }

  private static List<ProviderKey> keys(Database database) {
    return database.providerKeys().all();
  }

  /** Of the newest key. */
  private static @Nullable KeyPrices chosen(Database database) {
    return keys(database).getFirst().prices();
  }

  private static void choose(RunningConsole console, String query, PricesField.Whose whose) {
    ComboBox<PricesField.Whose> field = prices(console, query);
    console.robot().interact(() -> field.setValue(whose));
  }

  private static ComboBox<PricesField.Whose> prices(RunningConsole console, String query) {
    return console.find(query, PricesField.class);
  }

  @SuppressWarnings("unchecked")
  private static ComboBox<Provider> box(RunningConsole console, String query) {
    return (ComboBox<Provider>) console.find(query, ComboBox.class);
  }
}
