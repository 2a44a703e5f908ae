package dev.keyporter.console.keys;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.access.KeyPrices;
import java.util.Locale;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Chooses whose prices hold for a key. */
final class PricesField extends ComboBox<PricesField.Whose> {
  /** Whose prices hold. */
  enum Whose {
    /** The key's address decides. */
    DEFAULT(null),
    OPENAI(KeyPrices.OPENAI),
    ANTHROPIC(KeyPrices.ANTHROPIC),
    NONE(KeyPrices.NONE);

    private final @Nullable KeyPrices prices;

    Whose(@Nullable KeyPrices prices) {
      this.prices = prices;
    }

    static Whose of(@Nullable KeyPrices prices) {
      return switch (prices) {
        case null -> DEFAULT;
        case OPENAI -> OPENAI;
        case ANTHROPIC -> ANTHROPIC;
        case NONE -> NONE;
      };
    }

    @Nullable KeyPrices prices() {
      return prices;
    }

    String title() {
      return Texts.of(Whose.class).text("prices." + name().toLowerCase(Locale.ROOT));
    }
  }

  PricesField(@Nullable KeyPrices prices) {
    getItems().setAll(Whose.values());
    setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Whose whose) {
            return whose == null ? "" : whose.title();
          }

          @Override
          public @Nullable Whose fromString(String text) {
            return null;
          }
        });
    setValue(Whose.of(prices));
  }

  /** Null where the key's address decides. */
  @Nullable KeyPrices prices() {
    return getValue() == null ? null : getValue().prices();
  }
}
