package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Times;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.db.Database;
import dev.keyporter.db.traffic.RatingOverview;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RatingChoice;
import dev.keyporter.model.traffic.RatingFilter;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.UserRatings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of the ratings is wanted.
 *
 * @param organization null for all
 * @param value 1 or -1 where the list shows only these, null for both
 * @param days the days the list is limited to, null for the whole period
 * @param limit most entries of the list
 */
record RatingsQuery(
    Period period,
    @Nullable OrganizationId organization,
    @Nullable Integer value,
    @Nullable RatingBar days,
    int limit) {
  /** What the charts count: both kinds, in the whole period. */
  RatingFilter counted(Times times) {
    return new RatingFilter(null, organization, period.since(times.clock(), times.zone()), null);
  }

  /** What the list shows. */
  RatingFilter listed(Times times) {
    if (days == null) {
      return new RatingFilter(value, organization, period.since(times.clock(), times.zone()), null);
    }
    return new RatingFilter(
        value,
        organization,
        start(days.first(), times),
        start(days.first().plusDays(days.days()), times));
  }

  /** The bad ones among what the list may show. */
  RatingFilter bad(Times times) {
    RatingFilter listed = listed(times);
    return new RatingFilter(-1, listed.organizationId(), listed.since(), listed.until());
  }

  /** The requests whose ratings the charts count, for the list of requests. */
  RequestFilter rows(Times times) {
    RequestFilter rated =
        RequestFilter.of(
            new FilterTerm.Choice(
                FilterKey.RATING,
                false,
                List.of(RatingChoice.GOOD.label(), RatingChoice.BAD.label())));
    Instant since = counted(times).since();
    return since == null ? rated : rated.and(new FilterTerm.Since(since));
  }

  /** Those of one model. */
  RequestFilter rows(String model, Times times) {
    return rows(times).and(FilterTerm.Text.exactly(FilterKey.MODEL, model));
  }

  /** The user, as a thing that has requests; empty for ratings without one. */
  static Optional<RequestsOf> thing(UserRatings user) {
    return Optional.ofNullable(user.userId())
        .map(id -> new RequestsOf(FilterKey.USER, String.valueOf(user.userName()), id.value()));
  }

  private static Instant start(LocalDate day, Times times) {
    return day.atStartOfDay(times.zone()).toInstant();
  }

  /** Answers it; blocks. */
  RatingsAnswer ask(Database database, Times times) {
    RatingOverview overview = database.ratingOverview();
    RatingFilter counted = counted(times);
    return new RatingsAnswer(
        overview.page(listed(times), null, limit),
        overview.byDay(counted, times.zone()),
        overview.byModel(counted),
        overview.byUser(counted),
        !overview.page(RatingFilter.ALL, null, 1).isEmpty());
  }
}
