package dev.keyporter.model.cost;

/**
 * Tokens as the provider counted them. Cached and cache-write tokens are inside {@code input},
 * reasoning tokens inside {@code output}.
 */
public record TokenUsage(
    long input, long cached, long cacheWrite, long output, long reasoning, long total) {
  /** More tokens than any request has, by far; sums of such counts still fit a {@code long}. */
  public static final long MOST = 1_000_000_000;

  public TokenUsage {
    if (input < 0 || cached < 0 || cacheWrite < 0 || output < 0 || reasoning < 0 || total < 0) {
      throw new IllegalArgumentException("A token count is not negative.");
    }
  }
}
