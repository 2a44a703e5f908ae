package dev.keyporter.console.users;

import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.usage.UsageActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is known of users.
 *
 * @param keys newest first
 */
record UserLines(
    List<Organization> organizations,
    List<User> users,
    List<ProviderKey> keys,
    List<AccessToken> tokens,
    Map<UserId, UsageActivity> activity) {
  /** A line for each user that is not deleted, of each organization that is still there. */
  List<UserLine> lines(Instant now) {
    Map<OrganizationId, String> names =
        organizations.stream().collect(Collectors.toMap(Organization::id, Organization::name));
    Map<UserId, ProviderKey> own = new HashMap<>();
    Map<OrganizationId, ProviderKey> shared = new HashMap<>();
    for (ProviderKey key : keys) {
      if (key.isActive()) {
        switch (key.scope()) {
          case KeyScope.Personal(UserId user) -> own.putIfAbsent(user, key);
          case KeyScope.Shared _ -> shared.putIfAbsent(key.organizationId(), key);
        }
      }
    }
    Map<UserId, Long> bound = bound(now);
    var lines = new ArrayList<UserLine>();
    for (User user : users) {
      String organization = names.get(user.organizationId());
      if (organization != null && user.state() != UserState.DELETED) {
        @Nullable ProviderKey key = own.get(user.id());
        lines.add(
            new UserLine(
                user,
                organization,
                key == null ? shared.get(user.organizationId()) : key,
                bound.getOrDefault(user.id(), 0L),
                activity.getOrDefault(user.id(), UsageActivity.NONE)));
      }
    }
    return lines;
  }

  private Map<UserId, Long> bound(Instant now) {
    var counts = new HashMap<UserId, Long>();
    for (AccessToken token : tokens) {
      if (token.userId() != null && token.revokedAt() == null && token.expiresAt().isAfter(now)) {
        counts.merge(token.userId(), 1L, Long::sum);
      }
    }
    return counts;
  }
}
