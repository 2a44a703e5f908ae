package dev.keyporter.console.keys;

import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.usage.UsageActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Works out which keys serve.
 *
 * @param keys newest first
 * @param unreadable those whose secret cannot be decrypted
 */
record KeyLines(
    List<Organization> organizations,
    List<User> users,
    List<ProviderKey> keys,
    Set<ProviderKeyId> unreadable,
    Map<ProviderKeyId, UsageActivity> activity) {
  private record Seat(OrganizationId organization, KeyScope scope, ProviderKind provider) {
    static Seat of(ProviderKey key) {
      return new Seat(key.organizationId(), key.scope(), key.provider());
    }
  }

  /** A line for each key of an organization that is still there. */
  List<KeyLine> lines() {
    Map<OrganizationId, String> names =
        organizations.stream().collect(Collectors.toMap(Organization::id, Organization::name));
    Map<UserId, String> userNames = users.stream().collect(Collectors.toMap(User::id, User::name));
    Map<Seat, List<ProviderKey>> active =
        keys.stream().filter(ProviderKey::isActive).collect(Collectors.groupingBy(Seat::of));
    var lines = new ArrayList<KeyLine>();
    for (ProviderKey key : keys) {
      String organization = names.get(key.organizationId());
      if (organization != null) {
        List<ProviderKey> rivals = active.getOrDefault(Seat.of(key), List.of());
        lines.add(line(key, organization, userNames::get, rivals));
      }
    }
    return lines;
  }

  private KeyLine line(
      ProviderKey key,
      String organization,
      Function<UserId, @Nullable String> userName,
      List<ProviderKey> rivals) {
    int place = rivals.indexOf(key);
    boolean serves = place == 0;
    UserId user = key.scope().user().orElse(null);
    return new KeyLine(
        key,
        organization,
        user == null ? null : userName.apply(user),
        state(key, place),
        place > 0 ? rivals.getFirst().name() : null,
        serves && rivals.size() > 1 ? rivals.get(1).name() : null,
        activity.getOrDefault(key.id(), UsageActivity.NONE));
  }

  private KeyState state(ProviderKey key, int place) {
    if (unreadable.contains(key.id())) {
      return KeyState.CANNOT_DECRYPT;
    }
    if (!key.isActive()) {
      return KeyState.INACTIVE;
    }
    if (key.rejectedAt() != null) {
      return KeyState.REJECTED;
    }
    return place > 0 ? KeyState.STANDBY : KeyState.ACTIVE;
  }
}
