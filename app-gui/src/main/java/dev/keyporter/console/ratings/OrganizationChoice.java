package dev.keyporter.console.ratings;

import dev.keyporter.model.account.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Whose ratings to look at.
 *
 * @param id null for everybody's
 */
record OrganizationChoice(@Nullable OrganizationId id, String name) {}
