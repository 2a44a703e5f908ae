package dev.keyporter.console.overview;

import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.TextMatch;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import java.time.Instant;
import java.util.List;
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

  /**
   * Those of a group, as far as its name alone tells them; {@link #thing} and {@link #except} tell
   * the rest.
   *
   * @param by what the groups are
   * @param told the groups that stand beside it
   */
  static RequestFilter group(
      RequestFilter filter, UsageGroup group, UsageGrouping by, List<UsageGroup> told) {
    return switch (group) {
      case UsageGroup.OfModel model ->
          filter.and(FilterTerm.Text.exactly(FilterKey.MODEL, model.name()));
      case UsageGroup.None _ -> filter.and(any(by, true));
      case UsageGroup.Others _ -> others(filter, by, told);
      case UsageGroup.All _, UsageGroup.OfOrganization _, UsageGroup.OfUser _, UsageGroup.OfKey _ ->
          filter;
    };
  }

  private static RequestFilter others(
      RequestFilter filter, UsageGrouping by, List<UsageGroup> told) {
    List<TextMatch> models =
        told.stream()
            .filter(UsageGroup.OfModel.class::isInstance)
            .map(model -> TextMatch.exactly(((UsageGroup.OfModel) model).name()))
            .toList();
    RequestFilter rest =
        models.isEmpty() ? filter : filter.and(new FilterTerm.Text(FilterKey.MODEL, true, models));
    return told.contains(new UsageGroup.None()) ? rest.and(any(by, false)) : rest;
  }

  /** Those that have any model, user or whatever they are grouped by, or those that have none. */
  private static FilterTerm any(UsageGrouping by, boolean negated) {
    return new FilterTerm.Text(key(by), negated, List.of(TextMatch.ANY));
  }

  private static FilterKey key(UsageGrouping by) {
    return switch (by) {
      case MODEL -> FilterKey.MODEL;
      case ORGANIZATION -> FilterKey.ORG;
      case USER -> FilterKey.USER;
      case KEY -> FilterKey.KEY;
      case NONE -> throw new IllegalArgumentException("Nothing is told apart.");
    };
  }

  /** The things that the rest is not. */
  static List<RequestsOf> except(UsageGroup group, List<UsageGroup> told) {
    return group instanceof UsageGroup.Others
        ? told.stream().flatMap(one -> thing(one).stream()).toList()
        : List.of();
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
}
