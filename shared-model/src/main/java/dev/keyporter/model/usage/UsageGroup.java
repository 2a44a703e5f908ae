package dev.keyporter.model.usage;

import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;

/** Whose sums these are. Names are those of now, of what has been deleted, too. */
public sealed interface UsageGroup {
  /** All of them: nothing is told apart. */
  record All() implements UsageGroup {}

  /**
   * Requests that have no such thing: no model was named, no key chosen, or the organization keeps
   * counts only.
   */
  record None() implements UsageGroup {}

  /** The rest, in a series that tells only the greatest apart. */
  record Others() implements UsageGroup {}

  /**
   * Requests for a model.
   *
   * @param name as it was asked for
   */
  record OfModel(String name) implements UsageGroup {}

  record OfOrganization(OrganizationId id, String name, boolean isDeleted) implements UsageGroup {}

  record OfUser(UserId id, OrganizationId organizationId, String name, boolean isDeleted)
      implements UsageGroup {}

  /**
   * Requests made with a provider key.
   *
   * @param lastFour the secret's last four characters; empty for a very short secret
   */
  record OfKey(
      ProviderKeyId id,
      OrganizationId organizationId,
      String name,
      String lastFour,
      boolean isDemo,
      boolean isDeleted)
      implements UsageGroup {}
}
