package dev.keyporter.model.traffic;

import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a request. The number rises with time (41 bits of milliseconds since 2026, 10 of the
 * process's slot, 12 of a count); its printed form, {@code req_} and 13 characters of Crockford's
 * base 32, sorts like it, so that no index of its own is needed to find a row by it.
 */
public record RequestId(long value) implements Comparable<RequestId> {
  private static final String PREFIX = "req_";
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int DIGITS = 13;
  private static final long EPOCH = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int SLOT_BITS = 10;
  private static final int COUNT_BITS = 12;

  /** By how many bits its milliseconds stand higher than its value. */
  public static final int MILLIS_SHIFT = SLOT_BITS + COUNT_BITS;

  /** One more than the highest slot of a process. */
  public static final int SLOTS = 1 << SLOT_BITS;

  /** How many ids a process makes in one millisecond. */
  public static final int COUNTS = 1 << COUNT_BITS;

  public RequestId {
    if (value < 0) {
      throw new IllegalArgumentException("A request id is not negative.");
    }
  }

  /**
   * The id of one moment, process and count.
   *
   * @param millis since 1970; from 2026 to 2095
   * @throws IllegalArgumentException when a part is out of its bounds
   */
  public static RequestId of(long millis, int slot, int count) {
    long since = millis - EPOCH;
    if (since < 0
        || since >= 1L << 41
        || slot < 0
        || slot >= SLOTS
        || count < 0
        || count >= COUNTS) {
      throw new IllegalArgumentException("No request id can be made of these parts.");
    }
    return new RequestId((since << SLOT_BITS | slot) << COUNT_BITS | count);
  }

  /** The lowest id a request of that moment or later has, in any process. */
  public static RequestId earliestAt(Instant moment) {
    return of(Math.max(moment.toEpochMilli(), EPOCH), 0, 0);
  }

  /** When it was made, in milliseconds since 1970. */
  public long millis() {
    return (value >>> MILLIS_SHIFT) + EPOCH;
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
