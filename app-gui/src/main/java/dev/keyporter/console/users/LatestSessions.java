package dev.keyporter.console.users;

import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user's sessions, the latest first.
 *
 * @param reached how far back was looked; null where everything was looked at, or enough was found
 */
record LatestSessions(List<Session> sessions, @Nullable Instant reached) {
  static final LatestSessions NONE = new LatestSessions(List.of(), null);

  LatestSessions {
    sessions = List.copyOf(sessions);
  }

  /** Of the requests of users of that name, those that are this user's. */
  static LatestSessions of(RequestPage latest, User user) {
    Map<String, Session> sessions = new LinkedHashMap<>();
    for (RequestSummary request : latest.rows()) {
      String id = request.sessionId();
      if (id != null && user.id().equals(request.userId())) {
        sessions.merge(
            id,
            new Session(id, 1, request.createdAt()),
            (old, _) -> new Session(id, old.requests() + 1, old.last()));
      }
    }
    return new LatestSessions(List.copyOf(sessions.values()), latest.reached().orElse(null));
  }
}
