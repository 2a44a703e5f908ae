package dev.keyporter.proxy.access;

import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.User;
import dev.keyporter.model.traffic.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param requestedSession the session the caller named; null where it is ours to choose
 */
public record Caller(
    Organization organization, User user, AccessToken token, @Nullable String requestedSession) {
  /**
   * The session a request belongs to: the one the caller named, else the one that the caller's tool
   * names in a way of its own, else that of what it refers to, else a new one.
   */
  public String session(
      @Nullable String toolsSession, @Nullable String referencedSession, RequestId requestId) {
    if (requestedSession != null) {
      return requestedSession;
    }
    if (toolsSession != null) {
      return toolsSession;
    }
    return referencedSession != null ? referencedSession : "sess_" + requestId.digits();
  }
}
