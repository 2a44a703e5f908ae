package dev.keyporter.model.traffic;

/**
 * What a request asked for, as it is recorded. Which routes there are, the protocols say.
 *
 * @param label the name used in the database, on the command line and in exports, at most 64
 *     characters
 * @param charged whether an answer is work the provider charges for
 */
public record Route(String label, boolean charged) {
  private static final int MAX_LABEL_LENGTH = 64;

  public Route {
    if (label.isEmpty() || label.length() > MAX_LABEL_LENGTH) {
      throw new IllegalArgumentException("A route's label has 1 to 64 characters.");
    }
  }
}
