package dev.keyporter.model.traffic;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before the provider is asked.
 *
 * @param userId null where the organization keeps counts only
 * @param keyId null where no key could be chosen
 * @param sessionId null where the organization keeps counts only
 * @param model the model asked for
 * @param requestBytes size of the request's body
 */
public record RequestStart(
    RequestId id,
    OrganizationId organizationId,
    @Nullable UserId userId,
    @Nullable AccessTokenId tokenId,
    @Nullable ProviderKeyId keyId,
    @Nullable String sessionId,
    Route route,
    @Nullable String model,
    boolean streamed,
    Instant createdAt,
    long requestBytes) {}
