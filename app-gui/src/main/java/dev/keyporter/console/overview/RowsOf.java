package dev.keyporter.console.overview;

import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.TextMatch;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsagePeriod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters that lead from a figure to the rows it is made of. */
final class RowsOf {
  private RowsOf() {}

  /**
   * Those of a period. One that reaches up to now stays open, so that what comes joins in.
   *
   * @param organization by its name; null for all
   */
  static RequestFilter period(UsagePeriod period, @Nullable String organization, Instant now) {
    RequestFilter filter = RequestFilter.of(new FilterTerm.Since(period.from()));
    if (period.to().isBefore(now)) {
      filter = filter.and(new FilterTerm.Until(period.to()));
    }
    return organization == null ? filter : filter.and(exactly(FilterKey.ORG, organization));
  }

  /** Those of them that failed or broke off. */
  static RequestFilter failures(UsagePeriod period, @Nullable String organization, Instant now) {
    return period(period, organization, now)
        .and(
            new FilterTerm.Choice(
                FilterKey.STATUS,
                false,
                List.of(RequestStatus.FAILED.label(), RequestStatus.INTERRUPTED.label())));
  }

  /** Those that a measure counts. */
  static RequestFilter counted(RequestFilter filter, Measure measure) {
    return switch (measure) {
      case ERRORS ->
          filter.and(
              new FilterTerm.Choice(
                  FilterKey.STATUS, false, List.of(RequestStatus.FAILED.label())));
      case SPEND, REQUESTS, TOKENS, LATENCY, FIRST_TOKEN -> filter;
    };
  }

  /** Those of a group, where it can be named. */
  static RequestFilter group(RequestFilter filter, UsageGroup group) {
    return switch (group) {
      case UsageGroup.All _, UsageGroup.None _, UsageGroup.Others _ -> filter;
      case UsageGroup.OfModel model -> filter.and(exactly(FilterKey.MODEL, model.name()));
      case UsageGroup.OfOrganization organization ->
          filter.and(exactly(FilterKey.ORG, organization.name()));
      case UsageGroup.OfUser user -> filter.and(exactly(FilterKey.USER, user.name()));
      case UsageGroup.OfKey key -> filter.and(exactly(FilterKey.KEY, key.name()));
    };
  }

  private static FilterTerm exactly(FilterKey key, String name) {
    return new FilterTerm.Text(key, false, List.of(new TextMatch(name, true)));
  }
}
