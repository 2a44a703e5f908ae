package dev.keyporter.console.overview;

import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsagePeriod;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The filters that lead from a figure to the rows it is made of. */
final class RowsOf {
  private RowsOf() {}

  /** Those of a period. One that reaches up to now stays open, so that what comes joins in. */
  static RequestFilter period(UsagePeriod period, Instant now) {
    RequestFilter filter = RequestFilter.of(new FilterTerm.Since(period.from()));
    return period.to().isBefore(now) ? filter.and(new FilterTerm.Until(period.to())) : filter;
  }

  /** Those of them that are errors. */
  static RequestFilter errors(RequestFilter filter) {
    return filter.and(
        new FilterTerm.Choice(
            FilterKey.STATUS,
            false,
            Stream.of(RequestStatus.values())
                .filter(RequestStatus::isError)
                .map(RequestStatus::label)
                .toList()));
  }

  /** Those that a measure counts. */
  static RequestFilter counted(RequestFilter filter, Measure measure) {
    return switch (measure) {
      case ERRORS -> errors(filter);
      case SPEND, REQUESTS, TOKENS, LATENCY, FIRST_TOKEN -> filter;
    };
  }

  /** Those of a group that is told by its name alone. */
  static RequestFilter group(RequestFilter filter, UsageGroup group) {
    return switch (group) {
      case UsageGroup.OfModel model ->
          filter.and(FilterTerm.Text.exactly(FilterKey.MODEL, model.name()));
      case UsageGroup.All _,
          UsageGroup.None _,
          UsageGroup.Others _,
          UsageGroup.OfOrganization _,
          UsageGroup.OfUser _,
          UsageGroup.OfKey _ ->
          filter;
    };
  }

  /** The thing that a group is; empty where it is none that has an id. */
  static Optional<RequestsOf> thing(UsageGroup group) {
    return switch (group) {
      case UsageGroup.All _, UsageGroup.None _, UsageGroup.Others _, UsageGroup.OfModel _ ->
          Optional.empty();
      case UsageGroup.OfOrganization organization ->
          Optional.of(
              new RequestsOf(FilterKey.ORG, organization.name(), organization.id().value()));
      case UsageGroup.OfUser user ->
          Optional.of(new RequestsOf(FilterKey.USER, user.name(), user.id().value()));
      case UsageGroup.OfKey key ->
          Optional.of(new RequestsOf(FilterKey.KEY, key.name(), key.id().value()));
    };
  }

  /** Whether a group's requests can be told from the others in a filter's words. */
  static boolean isFindable(UsageGroup group) {
    return switch (group) {
      case UsageGroup.None _, UsageGroup.Others _ -> false;
      case UsageGroup.All _,
          UsageGroup.OfModel _,
          UsageGroup.OfOrganization _,
          UsageGroup.OfUser _,
          UsageGroup.OfKey _ ->
          true;
    };
  }
}
