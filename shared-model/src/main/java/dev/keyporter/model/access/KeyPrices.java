package dev.keyporter.model.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose prices hold for a key. */
public enum KeyPrices {
  /** OpenAI's, whoever answers: a gateway to OpenAI, say. */
  OPENAI,
  /** Anthropic's, whoever answers. */
  ANTHROPIC,
  /** Nobody's: what it is used for stays unpriced. */
  NONE;

  /** The name used in the database and on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The choice of this label. */
  public static Optional<KeyPrices> labelled(String label) {
    return Stream.of(values()).filter(choice -> choice.label().equals(label)).findFirst();
  }
}
