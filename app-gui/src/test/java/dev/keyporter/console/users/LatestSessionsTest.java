package dev.keyporter.console.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatestSessionsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final OrganizationId ACME = new OrganizationId(UUID.randomUUID());
  private static final User ALICE = alice();
  private static final User OTHER_ALICE = alice();

  @Test
  void countsTheRequestsOfEachSessionTheLatestFirst() {
    var page =
        new RequestPage(
            List.of(
                request(ALICE, "one", 1),
                request(ALICE, "two", 2),
                request(ALICE, null, 3),
                request(ALICE, "one", 4)),
            null);
    assertEquals(
        new LatestSessions(
            List.of(
                new Session("one", 2, NOW.minusSeconds(1)),
                new Session("two", 1, NOW.minusSeconds(2))),
            null),
        LatestSessions.of(page, ALICE));
  }

  @Test
  void leavesOutAnotherUserOfThatName() {
    var page = new RequestPage(List.of(request(OTHER_ALICE, "one", 1)), null);
    LatestSessions none = LatestSessions.of(page, ALICE);
    assertEquals(List.of(), none.sessions());
    assertNull(none.reached());
  }

  @Test
  void tellsHowFarBackItLookedWhereThatWasNotAll() {
    RequestId next = RequestId.earliestAt(NOW.minusSeconds(3600));
    assertEquals(
        NOW.minusSeconds(3600),
        LatestSessions.of(new RequestPage(List.of(), next), ALICE).reached());
  }

  private static User alice() {
    return new User(new UserId(UUID.randomUUID()), ACME, "alice", UserState.ACTIVE, NOW);
  }

  private static RequestSummary request(User user, @Nullable String session, int secondsAgo) {
    return new RequestSummary(
        new RequestId(100 - secondsAgo),
        ACME,
        user.id(),
        user.name(),
        null,
        null,
        session,
        "responses.create",
        null,
        null,
        "gpt-4o",
        null,
        null,
        false,
        RequestStatus.COMPLETED,
        200,
        null,
        null,
        null,
        null,
        NOW.minusSeconds(secondsAgo),
        null,
        null,
        null,
        null,
        null,
        Cost.NONE,
        null,
        null,
        null);
  }
}
