package dev.keyporter.model.access;

/** A provider key in the clear. Prints nothing, so that no log or message can hold it. */
public final class Secret {
  private final String value;

  /**
   * @throws IllegalArgumentException when blank, or when it holds anything but visible ASCII, which
   *     no HTTP header could carry
   */
  public Secret(String value) {
    String stripped = value.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("The secret is empty.");
    }
    if (stripped.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
      throw new IllegalArgumentException(
          "The secret holds a space, a line break or a character that is not ASCII.");
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
