package dev.keyporter.model.traffic;

import java.util.List;

/**
 * Why a part of a filter's text cannot be understood.
 *
 * @param start where it begins, in characters
 * @param end where it ends, exclusive
 * @param arguments what the reason speaks of, as each {@link Reason} says
 */
public record FilterProblem(int start, int end, Reason reason, List<String> arguments) {
  /** The reasons, with their arguments. */
  public enum Reason {
    /** The name, and the key that was perhaps meant or an empty text. */
    UNKNOWN_KEY,
    /** The key. */
    MISSING_VALUE,
    /** The key, the value, and all values there are, separated by commas. */
    UNKNOWN_VALUE,
    /** The key and the value. */
    NOT_A_NUMBER,
    /** The key and the value. */
    NOT_A_DURATION,
    /** The key and the value. */
    NOT_A_TIME,
    /** The value. */
    NOT_AN_ID,
    /** The key: a time can be given once and not negated. */
    ONE_TIME_ONLY,
    /** None: a quotation mark is missing at the end. */
    OPEN_QUOTE,
    /** The most characters a value can have. */
    TOO_LONG
  }

  public FilterProblem {
    arguments = List.copyOf(arguments);
  }
}
