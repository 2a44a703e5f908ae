package dev.keyporter.console.playground;

import java.util.List;

/** Which name to ask under, until somebody says. */
final class UserGuess {
  /** Who asks where no user is known yet. */
  static final String UNKNOWN = System.getProperty("user.name", "playground");

  private UserGuess() {}

  /**
   * The name to show now that there are these users: what was typed where it was meant, else the
   * only one of them. Of several, none: somebody has to say.
   *
   * @param isOther whether they belong to another organization than before
   */
  static String next(String typed, List<String> names, boolean isOther) {
    boolean isGuess = typed.isBlank() || typed.equals(UNKNOWN);
    if (names.contains(typed) || !(isGuess || isOther)) {
      return typed;
    }
    return switch (names.size()) {
      case 0 -> UNKNOWN;
      case 1 -> names.getFirst();
      default -> "";
    };
  }
}
