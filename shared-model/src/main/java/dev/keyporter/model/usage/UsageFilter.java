package dev.keyporter.model.usage;

import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which requests to sum up; null leaves a column open.
 *
 * @param model the model asked for, by its exact name
 */
public record UsageFilter(
    @Nullable OrganizationId organizationId,
    @Nullable UserId userId,
    @Nullable ProviderKeyId keyId,
    @Nullable String model) {
  public static final UsageFilter ALL = new UsageFilter(null, null, null, null);

  /** All of one organization; of everyone, where it is null. */
  public static UsageFilter of(@Nullable OrganizationId organization) {
    return new UsageFilter(organization, null, null, null);
  }
}
