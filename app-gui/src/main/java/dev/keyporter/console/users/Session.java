package dev.keyporter.console.users;

import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A conversation of a user, as far as the latest requests tell.
 *
 * @param requests how many of the latest requests are of it
 * @param last when the newest of them arrived
 */
record Session(String id, int requests, Instant last) {
  /** Those that a user's latest requests are of, the latest first. */
  static List<Session> of(List<RequestSummary> newestFirst) {
    var sessions = new LinkedHashMap<String, Session>();
    for (RequestSummary request : newestFirst) {
      String id = request.sessionId();
      if (id != null) {
        sessions.merge(
            id,
            new Session(id, 1, request.createdAt()),
            (old, _) -> new Session(id, old.requests + 1, old.last));
      }
    }
    return List.copyOf(sessions.values());
  }
}
