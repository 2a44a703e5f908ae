package dev.keyporter.model;

import java.util.Optional;

/**
 * What a name must be that somebody gives to something. Checked where a name is given, by whichever
 * way: names that were stored before the rule stay.
 */
public enum NameRule {
  /** As sent in {@code X-User-ID}. */
  USER("A user's name", 255),
  ORGANIZATION("An organization's name", 200),
  KEY("A key's name", 200),
  TOKEN("A token's name", 200),
  REDACTION_RULE("A redaction rule's name", 200);

  /** What a client put in place of a character that it could not send. */
  private static final int LOST = 0xFFFD;

  private final String subject;
  private final int longest;

  NameRule(String subject, int longest) {
    this.subject = subject;
    this.longest = longest;
  }

  /** What is wrong with a name. */
  public enum Problem {
    /** Nothing of it can be seen. */
    BLANK,
    /** A user who is called {@code null} is a program's variable that was not set. */
    NULL,
    TOO_LONG,
    /** It holds line breaks, other control characters, or characters that were lost on the way. */
    UNREADABLE
  }

  /** What is wrong with a name; empty where nothing is. White space at its ends does not count. */
  public Optional<Problem> problem(String given) {
    String name = given.strip();
    if (name.codePoints().noneMatch(NameRule::isVisible)) {
      return Optional.of(Problem.BLANK);
    }
    if (this == USER && name.equals("null")) {
      return Optional.of(Problem.NULL);
    }
    if (name.length() > longest) {
      return Optional.of(Problem.TOO_LONG);
    }
    return name.codePoints().anyMatch(NameRule::isUnreadable)
        ? Optional.of(Problem.UNREADABLE)
        : Optional.empty();
  }

  /**
   * The name without white space at its ends.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public String check(String given) {
    Optional<Problem> problem = problem(given);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(
          switch (problem.get()) {
            case BLANK, TOO_LONG -> subject + " has 1 to " + longest + " characters.";
            case NULL -> subject + " is not 'null': a program sends that instead of no name.";
            case UNREADABLE ->
                subject + " holds no line breaks, control characters or lost characters.";
          });
    }
    return given.strip();
  }

  /** A name that is made up from other names, cut to what fits. */
  public String fit(String suggested) {
    if (suggested.length() <= longest) {
      return suggested;
    }
    boolean splitsPair = Character.isHighSurrogate(suggested.charAt(longest - 1));
    return suggested.substring(0, splitsPair ? longest - 1 : longest).strip();
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR -> false;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  private static boolean isUnreadable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> character == LOST;
    };
  }
}
