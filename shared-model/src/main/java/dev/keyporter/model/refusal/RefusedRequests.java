package dev.keyporter.model.refusal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the list of refused requests.
 *
 * @param tokenName null where there is no token, or it was erased
 * @param organizationName null where there is no token, or the organization was erased
 * @param revokedAt when the token was revoked; null where it was not
 */
public record RefusedRequests(
    RefusalCount count,
    @Nullable String tokenName,
    @Nullable String organizationName,
    @Nullable Instant revokedAt) {
  public RefusalGroup group() {
    return count.group();
  }
}
