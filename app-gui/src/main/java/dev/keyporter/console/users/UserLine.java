package dev.keyporter.console.users;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.User;
import dev.keyporter.model.usage.UsageActivity;
import org.jspecify.annotations.Nullable;

/**
 * A user with what the list tells of the user.
 *
 * @param organization the name
 * @param key the one that serves: the user's own or a shared one; null where there is none
 * @param tokens that hold for this user alone and are neither revoked nor expired
 */
record UserLine(
    User user,
    String organization,
    @Nullable ProviderKey key,
    long tokens,
    UsageActivity activity) {
  /** Whether the key that serves is the user's own. */
  boolean hasOwnKey() {
    return key != null && key.scope().user().isPresent();
  }
}
