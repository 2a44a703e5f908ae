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
 * @param target what it was sent to; null where that is not kept
 * @param model the model asked for
 * @param requestedTier the tier asked for, as it came
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
    @Nullable Target target,
    @Nullable String model,
    @Nullable String requestedTier,
    boolean streamed,
    Instant createdAt,
    long requestBytes) {
  /** Of a request that asks for no tier, of which is not known what it was sent to. */
  public RequestStart(
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
      long requestBytes) {
    this(
        id,
        organizationId,
        userId,
        tokenId,
        keyId,
        sessionId,
        route,
        null,
        model,
        null,
        streamed,
        createdAt,
        requestBytes);
  }

  /** The same of another model. */
  public RequestStart withModel(@Nullable String other) {
    return new RequestStart(
        id,
        organizationId,
        userId,
        tokenId,
        keyId,
        sessionId,
        route,
        target,
        other,
        requestedTier,
        streamed,
        createdAt,
        requestBytes);
  }
}
