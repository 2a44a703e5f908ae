package dev.keyporter.proxy.access;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.traffic.ProviderReference;
import org.jspecify.annotations.Nullable;

/**
 * The key a request goes upstream with.
 *
 * @param reference to the response or conversation the request refers to; null where it refers to
 *     none
 */
public record UpstreamKey(ProviderKey key, Secret secret, @Nullable ProviderReference reference) {
  /** The session of what the request refers to; null where it refers to none. */
  public @Nullable String referencedSession() {
    return reference == null ? null : reference.sessionId();
  }
}
