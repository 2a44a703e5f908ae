package dev.keyporter.model.traffic;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests to list; null leaves a column open.
 *
 * @param model the model asked for or served, by its exact name
 * @param since the earliest arrival, inclusive
 */
public record RequestFilter(
    @Nullable OrganizationId organizationId,
    @Nullable UserId userId,
    @Nullable String model,
    @Nullable RequestStatus status,
    @Nullable Instant since) {
  public static final RequestFilter ALL = new RequestFilter(null, null, null, null, null);
}
