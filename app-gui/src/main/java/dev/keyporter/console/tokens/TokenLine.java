package dev.keyporter.console.tokens;

import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.refusal.RevokedUse;
import org.jspecify.annotations.Nullable;

/**
 * A token with what the list tells of it.
 *
 * @param organization the name
 * @param user the name of the one user it holds for; null where it holds for anybody
 * @param lastUsedBy the name; null where nobody used it
 * @param daysLeft whole days until it ends
 * @param misuse how it was used lately after it was revoked; null where it was not
 */
record TokenLine(
    AccessToken token,
    String organization,
    @Nullable String user,
    @Nullable String lastUsedBy,
    TokenState state,
    long daysLeft,
    @Nullable RevokedUse misuse) {
  /** Whether somebody should look at it. */
  boolean needsLook() {
    return state == TokenState.ENDING || misuse != null;
  }
}
