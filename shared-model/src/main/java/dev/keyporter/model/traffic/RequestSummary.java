package dev.keyporter.model.traffic;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as a row of a table: everything but its bodies.
 *
 * @param userId null where the organization keeps counts only
 * @param userName the caller's own name for the user
 * @param route the recorded route's label
 * @param target what it was sent to; null where that is not kept
 * @param serviceTier the tier the provider says it served at
 * @param requestedTier the tier the request asked for
 * @param rating 1, -1 or null
 */
public record RequestSummary(
    RequestId id,
    OrganizationId organizationId,
    @Nullable UserId userId,
    @Nullable String userName,
    @Nullable AccessTokenId tokenId,
    @Nullable ProviderKeyId keyId,
    @Nullable String sessionId,
    String route,
    @Nullable Target target,
    @Nullable String model,
    @Nullable String servedModel,
    @Nullable String serviceTier,
    @Nullable String requestedTier,
    boolean streamed,
    RequestStatus status,
    @Nullable Integer httpStatus,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String responseId,
    @Nullable String upstreamRequestId,
    Instant createdAt,
    @Nullable Duration timeToProvider,
    @Nullable Duration timeToFirstByte,
    @Nullable Duration duration,
    @Nullable TokenUsage usage,
    @Nullable String rawUsage,
    Cost cost,
    @Nullable Long requestBytes,
    @Nullable Long responseBytes,
    @Nullable Integer rating) {}
