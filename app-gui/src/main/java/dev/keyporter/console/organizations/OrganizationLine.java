package dev.keyporter.console.organizations;

import dev.keyporter.model.account.Organization;
import dev.keyporter.model.usage.UsageActivity;

/**
 * An organization with what the list tells of it.
 *
 * @param users those not deleted
 * @param keys active or not
 * @param tokens those that are neither revoked nor expired
 */
record OrganizationLine(
    Organization organization, long users, long keys, long tokens, UsageActivity activity) {}
