package dev.keyporter.model.access;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an issued token. The signed token itself is never kept.
 *
 * @param userId the one user it is bound to; null where {@code X-User-ID} says who calls
 * @param revokedAt null unless revoked
 */
public record AccessToken(
    AccessTokenId id,
    OrganizationId organizationId,
    @Nullable UserId userId,
    String name,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt,
    @Nullable UserId lastUsedBy) {}
