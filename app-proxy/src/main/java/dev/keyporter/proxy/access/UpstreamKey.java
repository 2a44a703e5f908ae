package dev.keyporter.proxy.access;

import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The key a request goes upstream with.
 *
 * @param referencedSession the session of the response or conversation the request refers to; null
 *     where it refers to none
 */
public record UpstreamKey(ProviderKey key, Secret secret, @Nullable String referencedSession) {}
