package dev.keyporter.model.traffic;

import java.util.Optional;

/**
 * Identifies a request. The number rises with time; its printed form, {@code req_} and 13
 * characters of Crockford's base 32, sorts like it, so that no index of its own is needed to find a
 * row by it.
 */
public record RequestId(long value) implements Comparable<RequestId> {
  private static final String PREFIX = "req_";
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int DIGITS = 13;

  public RequestId {
    if (value < 0) {
      throw new IllegalArgumentException("A request id is not negative.");
    }
  }

  /** Reads the printed form; empty for anything else. */
  public static Optional<RequestId> parse(String text) {
    if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + DIGITS) {
      return Optional.empty();
    }
    long value = 0;
    for (int i = PREFIX.length(); i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0 || value > Long.MAX_VALUE >>> 5) {
        return Optional.empty();
      }
      value = value << 5 | digit;
    }
    return Optional.of(new RequestId(value));
  }

  /** The 13 digits alone: other ids of the same moment are made from them. */
  public String digits() {
    var digits = new char[DIGITS];
    long rest = value;
    for (int i = DIGITS - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest & 31));
      rest >>>= 5;
    }
    return new String(digits);
  }

  @Override
  public int compareTo(RequestId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return PREFIX + digits();
  }
}
