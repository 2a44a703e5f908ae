package dev.keyporter.model.access;

/**
 * A key or a token in the clear: one line that an HTTP header can carry. Prints nothing, so that no
 * log or message can hold it.
 */
public final class Secret {
  /** Most characters: servers take no more in all headers of a request together. */
  public static final int MAX_LENGTH = 16_384;

  private final String value;

  /**
   * @throws IllegalArgumentException when blank, longer than {@link #MAX_LENGTH}, or when it holds
   *     anything but visible ASCII, which no HTTP header could carry; the message does not show it
   */
  public Secret(String value) {
    String stripped = value.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("The secret is empty.");
    }
    if (stripped.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "The secret is longer than " + MAX_LENGTH + " characters. Is it another file's content?");
    }
    if (stripped.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw new IllegalArgumentException("The secret has more than one line. Give it alone.");
    }
    if (stripped.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
      throw new IllegalArgumentException(
          "The secret holds a space, a control character or a character that is not ASCII.");
    }
    this.value = stripped;
  }

  /** The secret itself: for encryption and for the header it is sent in, nothing else. */
  public String reveal() {
    return value;
  }

  /** The last four characters, or nothing of a secret too short to show any. */
  public String lastFour() {
    return value.length() < 8 ? "" : value.substring(value.length() - 4);
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
