package dev.keyporter.console.tokens;

import dev.keyporter.model.access.AccessToken;
import java.time.Duration;
import java.time.Instant;

/** Whether a token is accepted. */
enum TokenState {
  ACTIVE,
  /** Accepted, but not for long. */
  ENDING,
  EXPIRED,
  REVOKED;

  /** So long before its end a token is said to be ending. */
  static final Duration WARNING = Duration.ofDays(14);

  static TokenState of(AccessToken token, Instant now) {
    if (token.revokedAt() != null) {
      return REVOKED;
    }
    if (!now.isBefore(token.expiresAt())) {
      return EXPIRED;
    }
    return now.isBefore(token.expiresAt().minus(WARNING)) ? ACTIVE : ENDING;
  }

  boolean isAccepted() {
    return this == ACTIVE || this == ENDING;
  }

  /** Whole days until the end, a part of a day counting as one; 0 when it is over. */
  static long daysLeft(AccessToken token, Instant now) {
    Duration left = Duration.between(now, token.expiresAt());
    return left.isNegative() ? 0 : left.plusDays(1).minusNanos(1).toDays();
  }
}
