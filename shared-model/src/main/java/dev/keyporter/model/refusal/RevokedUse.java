package dev.keyporter.model.refusal;

import java.time.Duration;
import java.time.Instant;

/**
 * How a token was used after it was revoked.
 *
 * @param requests how many were refused
 * @param firstAt when the first one came
 * @param lastAt when the last one came
 * @param address where the last one came from; see {@link RefusalGroup#address}
 * @param program what sent the last one; see {@link RefusalGroup#program}
 */
public record RevokedUse(
    long requests, Instant firstAt, Instant lastAt, String address, String program) {
  /** So long after the last request a use still needs a look. */
  public static final Duration RECENT = Duration.ofDays(7);

  /** As a group of requests shows it. */
  public static RevokedUse of(RefusalCount count) {
    return new RevokedUse(
        count.requests(),
        count.firstAt(),
        count.lastAt(),
        count.group().address(),
        count.group().program());
  }

  /** Both together. */
  public RevokedUse plus(RevokedUse other) {
    RevokedUse last = other.lastAt.isBefore(lastAt) ? this : other;
    return new RevokedUse(
        requests + other.requests,
        other.firstAt.isBefore(firstAt) ? other.firstAt : firstAt,
        last.lastAt,
        last.address,
        last.program);
  }
}
