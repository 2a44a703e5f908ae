package dev.keyporter.console.overview;

import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.usage.UsageFilter;
import dev.keyporter.model.usage.UsageGrouping;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at.
 *
 * @param organization null for all
 */
record Query(@Nullable OrganizationId organization, Span span, UsageGrouping grouping) {
  UsageFilter filter() {
    return UsageFilter.of(organization);
  }
}
