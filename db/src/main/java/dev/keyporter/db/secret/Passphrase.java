package dev.keyporter.db.secret;

import java.text.Normalizer;

/** What someone remembers to open a backup's master key. Prints nothing. */
public final class Passphrase {
  /** Fewer characters would be guessed. */
  public static final int FEWEST_CHARACTERS = 8;

  /** Most characters (UTF-16) of a new one. */
  public static final int MAX_LENGTH = 1024;

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

  /**
   * One that a new backup is to be opened with. Those of older backups may be longer.
   *
   * @throws IllegalArgumentException when it is too short or too long, or is not one line that can
   *     be typed again
   */
  public static Passphrase chosen(String value) {
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "The passphrase is longer than " + MAX_LENGTH + " characters.");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "The passphrase holds a line break or another control character.");
    }
    return new Passphrase(value);
  }

  char[] characters() {
    return value.toCharArray();
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
