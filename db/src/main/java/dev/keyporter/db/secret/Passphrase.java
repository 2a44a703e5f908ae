package dev.keyporter.db.secret;

import java.text.Normalizer;

/** What someone remembers to open a backup's master key. Prints nothing. */
public final class Passphrase {
  /** Fewer characters would be guessed. */
  public static final int FEWEST_CHARACTERS = 8;

  private final String value;

  /**
   * @throws IllegalArgumentException when it is too short
   */
  public Passphrase(String value) {
    if (value.codePointCount(0, value.length()) < FEWEST_CHARACTERS) {
      throw new IllegalArgumentException(
          "The passphrase is too short: it needs at least " + FEWEST_CHARACTERS + " characters.");
    }
    // Keyboards of different systems compose accents differently.
    this.value = Normalizer.normalize(value, Normalizer.Form.NFC);
  }

  char[] characters() {
    return value.toCharArray();
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
