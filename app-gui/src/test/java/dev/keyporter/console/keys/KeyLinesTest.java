package dev.keyporter.console.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.keyporter.model.access.KeyScope;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.access.ProviderKind;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.account.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyLinesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final OrganizationId ORGANIZATION = new OrganizationId(UUID.randomUUID());
  private static final UserId ALICE = new UserId(UUID.randomUUID());
  private static final KeyScope SHARED = new KeyScope.Shared();

  @Test
  void theNewestActiveKeyServesAndTheOthersStandBy() {
    List<KeyLine> lines =
        lines(
            Set.of(),
            key("off", SHARED, false, null),
            key("new", SHARED, true, null),
            key("old", SHARED, true, null));
    assertEquals(
        List.of(KeyState.INACTIVE, KeyState.ACTIVE, KeyState.STANDBY),
        lines.stream().map(KeyLine::state).toList());
    assertEquals("old", lines.get(1).standsBy());
    assertEquals("new", lines.get(2).inItsPlace());
    assertNull(lines.get(0).inItsPlace());
  }

  @Test
  void aPersonalKeyIsNoRivalOfASharedOne() {
    List<KeyLine> lines =
        lines(
            Set.of(),
            key("hers", new KeyScope.Personal(ALICE), true, null),
            key("shared", SHARED, true, null));
    assertEquals(
        List.of(KeyState.ACTIVE, KeyState.ACTIVE), lines.stream().map(KeyLine::state).toList());
    assertEquals("alice", lines.get(0).user());
  }

  @Test
  void whatNeedsALookGoesBeforeStandingBy() {
    ProviderKey lost = key("lost", SHARED, true, null);
    List<KeyLine> lines =
        lines(
            Set.of(lost.id()),
            key("new", SHARED, true, null),
            key("refused", SHARED, true, NOW),
            lost);
    assertEquals(
        List.of(KeyState.ACTIVE, KeyState.REJECTED, KeyState.CANNOT_DECRYPT),
        lines.stream().map(KeyLine::state).toList());
  }

  @Test
  void keysOfDeletedOrganizationsAreLeftOut() {
    var lines =
        new KeyLines(
                List.of(), List.of(), List.of(key("gone", SHARED, true, NOW)), Set.of(), Map.of())
            .lines();
    assertEquals(List.of(), lines);
  }

  private static List<KeyLine> lines(Set<ProviderKeyId> unreadable, ProviderKey... newestFirst) {
    return new KeyLines(
            List.of(new Organization(ORGANIZATION, "Acme", Recording.BODIES, true, Paths.ALL, NOW)),
            List.of(new User(ALICE, ORGANIZATION, "alice", UserState.ACTIVE, NOW)),
            List.of(newestFirst),
            unreadable,
            Map.of())
        .lines();
  }

  private static ProviderKey key(
      String name, KeyScope scope, boolean isActive, @Nullable Instant rejectedAt) {
    return new ProviderKey(
        new ProviderKeyId(UUID.randomUUID()),
        ORGANIZATION,
        scope,
        name,
        ProviderKind.OPENAI,
        ProviderKey.OPENAI,
        null,
        null,
        false,
        null,
        isActive,
        "abcd",
        rejectedAt,
        NOW);
  }
}
