package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.db.Database;
import dev.keyporter.db.usage.Usage;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.refusal.RefusalFilter;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsageReport;
import dev.keyporter.model.usage.UsageSeries;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageTotals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything Overview shows, read at once.
 *
 * @param unpricedModel the model with the most requests that have no price; null without any
 * @param failures the newest, at most six
 * @param refused requests without a row, in the UTC days of the period
 */
record Glance(
    Query query,
    Instant readAt,
    UsagePeriod period,
    UsageTotals totals,
    UsageSeries series,
    List<UsageSlice> users,
    List<UsageSlice> keys,
    @Nullable String unpricedModel,
    List<RequestSummary> failures,
    long refused,
    List<Organization> organizations) {
  private static final int FAILURES = 6;
  private static final int MOST_PAGES = 4;

  static Glance read(Database database, Times times, Query query) {
    Background.mayBlock();
    Usage usage = database.usage();
    Instant now = times.clock().instant();
    UsagePeriod period = query.span().period(times.zone(), now);
    UsageReport report =
        usage.report(
            period,
            query.span().step(),
            times.zone(),
            query.filter(),
            query.grouping(),
            EnumSet.of(UsageGrouping.USER, UsageGrouping.KEY, UsageGrouping.MODEL));
    var totals =
        new UsageTotals(
            report.total(), usage.total(query.span().before(times.zone(), now), query.filter()));
    List<Organization> organizations = database.organizations().list();
    return new Glance(
        query,
        now,
        period,
        totals,
        report.series(),
        report.slices(UsageGrouping.USER),
        report.slices(UsageGrouping.KEY),
        totals.now().unpriced() == 0 ? null : unpriced(report.slices(UsageGrouping.MODEL)),
        totals.now().errors() == 0
            ? List.of()
            : failures(database, RowsOf.errors(rows(query, period, now))),
        database
            .refusals()
            .sum(new RefusalFilter(query.organization(), null, period.from(), period.to(), "")),
        organizations);
  }

  /** All that is counted, for the database. */
  private static RequestFilter rows(Query query, UsagePeriod period, Instant now) {
    RequestFilter filter = RowsOf.period(period, now);
    return query.organization() == null
        ? filter
        : filter.and(
            FilterTerm.Text.exactly(FilterKey.ORG, query.organization().value().toString()));
  }

  /** The newest; rare ones far back are looked for a while only. */
  private static List<RequestSummary> failures(Database database, RequestFilter filter) {
    var found = new ArrayList<RequestSummary>();
    RequestId before = null;
    for (int i = 0; i < MOST_PAGES && found.size() < FAILURES; i++) {
      RequestPage page = database.requests().page(filter, before, FAILURES - found.size());
      found.addAll(page.rows());
      before = page.next();
      if (before == null) {
        break;
      }
    }
    return List.copyOf(found);
  }

  /** The name of the organization that is looked at; null for all. */
  static @Nullable String name(List<Organization> organizations, Query query) {
    return organizations.stream()
        .filter(organization -> organization.id().equals(query.organization()))
        .map(Organization::name)
        .findFirst()
        .orElse(null);
  }

  /** The organization that is looked at; none for all. */
  List<RequestsOf> organization() {
    return organizations.stream()
        .filter(organization -> organization.id().equals(query.organization()))
        .map(one -> new RequestsOf(FilterKey.ORG, one.name(), one.id().value()))
        .toList();
  }

  private static @Nullable String unpriced(List<UsageSlice> models) {
    return models.stream()
        .filter(slice -> slice.sums().unpriced() > 0)
        .max(Comparator.comparingLong(slice -> slice.sums().unpriced()))
        .map(slice -> slice.group() instanceof UsageGroup.OfModel model ? model.name() : null)
        .orElse(null);
  }
}
