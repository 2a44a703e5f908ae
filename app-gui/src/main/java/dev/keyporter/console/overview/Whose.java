package dev.keyporter.console.overview;

import dev.keyporter.model.account.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Whose requests are looked at.
 *
 * @param id null for everybody's
 */
record Whose(@Nullable OrganizationId id, String name) {}
