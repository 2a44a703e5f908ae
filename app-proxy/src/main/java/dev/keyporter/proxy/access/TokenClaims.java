package dev.keyporter.proxy.access;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.OrganizationId;
import java.time.Instant;

/** What a correctly signed token says. */
record TokenClaims(AccessTokenId id, OrganizationId organizationId, Instant expiresAt) {}
