package dev.keyporter.model.traffic;

import org.jspecify.annotations.Nullable;

/**
 * How long the record is kept. Sums stay in any case.
 *
 * @param bodyDays after how many days prompts and answers go; null to keep them
 * @param rowDays after how many days the rows themselves go; null to keep them
 */
public record Retention(@Nullable Integer bodyDays, @Nullable Integer rowDays) {
  public static final Retention KEEP = new Retention(null, null);

  /** Most days, a hundred years. */
  public static final int MAX_DAYS = 36_500;

  public Retention {
    check(bodyDays);
    check(rowDays);
  }

  private static void check(@Nullable Integer days) {
    if (days != null && (days < 1 || days > MAX_DAYS)) {
      throw new IllegalArgumentException("The record is kept for 1 to " + MAX_DAYS + " days.");
    }
  }
}
