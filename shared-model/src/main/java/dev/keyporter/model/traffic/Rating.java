package dev.keyporter.model.traffic;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user thought of an answer.
 *
 * @param value 1 for good, -1 for bad
 */
public record Rating(
    RequestId requestId,
    OrganizationId organizationId,
    @Nullable UserId userId,
    int value,
    @Nullable String feedback,
    Instant ratedAt) {
  /** Longest feedback, in characters. */
  public static final int MAX_FEEDBACK = 10_000;

  public Rating {
    if (value != 1 && value != -1) {
      throw new IllegalArgumentException("A rating is 1 or -1.");
    }
    if (feedback != null && feedback.length() > MAX_FEEDBACK) {
      throw new IllegalArgumentException("Feedback has at most 10000 characters.");
    }
  }
}
