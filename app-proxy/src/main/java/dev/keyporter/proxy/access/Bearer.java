package dev.keyporter.proxy.access;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.OrganizationId;

/**
 * Whose token a request came with; its signature holds, more is not said.
 *
 * @param isDiscreet whether the organization keeps nothing but counts of what its people do
 */
public record Bearer(AccessTokenId token, OrganizationId organization, boolean isDiscreet) {}
