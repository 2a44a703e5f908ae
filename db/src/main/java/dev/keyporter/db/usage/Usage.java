package dev.keyporter.db.usage;

import static dev.keyporter.db.generated.Tables.USAGE_SERIES;
import static dev.keyporter.db.generated.Tables.USAGE_SUM;
import static org.jooq.impl.DSL.max;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.account.OrganizationId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.usage.UsageActivity;
import dev.keyporter.model.usage.UsageFilter;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsagePoint;
import dev.keyporter.model.usage.UsageSeries;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageStep;
import dev.keyporter.model.usage.UsageSums;
import dev.keyporter.model.usage.UsageTotals;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What was used, from sums: as quick with a million requests as with a hundred. Requests count by
 * the time they arrived, and from when they have ended.
 */
public final class Usage {
  private static final Comparator<UsageSlice> GREATEST_FIRST =
      Comparator.<UsageSlice, UsageSums>comparing(
              UsageSlice::sums,
              Comparator.comparing(UsageSums::cost).thenComparingLong(UsageSums::requests))
          .reversed();

  private final Transactions transactions;

  public Usage(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The sums of a period, beside those of another to compare with. */
  public UsageTotals totals(UsagePeriod period, UsagePeriod before, UsageFilter filter) {
    return transactions.read(
        sql -> new UsageTotals(total(sql, period, filter), total(sql, before, filter)));
  }

  /** The sums of a period. */
  public UsageSums total(UsagePeriod period, UsageFilter filter) {
    return transactions.read(sql -> total(sql, period, filter));
  }

  /** The groups that had requests in a period, by spend, then requests, the greatest first. */
  public List<UsageSlice> breakdown(UsagePeriod period, UsageFilter filter, UsageGrouping by) {
    return series(List.of(period), filter, by).slices();
  }

  /** The sums of a period, cut into local hours, days, weeks or months. */
  public UsageSeries series(
      UsagePeriod period, UsageStep step, ZoneId zone, UsageFilter filter, UsageGrouping by) {
    return series(step.cut(period, zone), filter, by);
  }

  /** When keys were used last, and their sums of a period; those never used are missing. */
  public Map<ProviderKeyId, UsageActivity> activityOfKeys(UsagePeriod recent) {
    return activity(recent, UsageGrouping.KEY, USAGE_SERIES.KEY_ID, ProviderKeyId::new);
  }

  /** The same of users. */
  public Map<UserId, UsageActivity> activityOfUsers(UsagePeriod recent) {
    return activity(recent, UsageGrouping.USER, USAGE_SERIES.USER_ID, UserId::new);
  }

  /** The same of organizations. */
  public Map<OrganizationId, UsageActivity> activityOfOrganizations(UsagePeriod recent) {
    return activity(
        recent, UsageGrouping.ORGANIZATION, USAGE_SERIES.ORGANIZATION_ID, OrganizationId::new);
  }

  /**
   * The models that were asked for, by name.
   *
   * @param organization null for all
   */
  public List<String> models(@Nullable OrganizationId organization) {
    return transactions.read(
        sql ->
            sql.selectDistinct(USAGE_SERIES.MODEL)
                .from(USAGE_SERIES)
                .where(USAGE_SERIES.MODEL.ne(""))
                .and(
                    organization == null
                        ? USAGE_SERIES.MODEL.isNotNull()
                        : USAGE_SERIES.ORGANIZATION_ID.eq(organization.value()))
                .orderBy(USAGE_SERIES.MODEL)
                .fetch(USAGE_SERIES.MODEL));
  }

  private static UsageSums total(DSLContext sql, UsagePeriod period, UsageFilter filter) {
    Map<Object, @Nullable Tally[]> sums =
        new SumReader(sql, filter, UsageGrouping.NONE).read(List.of(period));
    return sums.values().stream().map(Usage::whole).findFirst().orElse(UsageSums.ZERO);
  }

  private UsageSeries series(List<UsagePeriod> steps, UsageFilter filter, UsageGrouping by) {
    return transactions.read(
        sql -> {
          Map<Object, @Nullable Tally[]> sums = new SumReader(sql, filter, by).read(steps);
          Map<Object, UsageGroup> groups = UsageNames.of(sql, by, sums.keySet());
          var slices = new ArrayList<UsageSlice>();
          groups.forEach(
              (part, group) -> {
                // What was erased between the two queries has sums but no name any more.
                @Nullable Tally[] tallies = sums.get(part);
                if (tallies != null) {
                  slices.add(new UsageSlice(group, whole(tallies)));
                }
              });
          slices.sort(GREATEST_FIRST);
          var points = new ArrayList<UsagePoint>();
          for (int i = 0; i < steps.size(); i++) {
            points.add(new UsagePoint(steps.get(i), at(i, sums, groups)));
          }
          return new UsageSeries(slices, points);
        });
  }

  private static Map<UsageGroup, UsageSums> at(
      int step, Map<Object, @Nullable Tally[]> sums, Map<Object, UsageGroup> groups) {
    var point = new HashMap<UsageGroup, UsageSums>();
    sums.forEach(
        (part, tallies) -> {
          Tally tally = tallies[step];
          UsageGroup group = groups.get(part);
          if (tally != null && group != null) {
            point.put(group, tally.sums());
          }
        });
    return point;
  }

  private static UsageSums whole(@Nullable Tally[] steps) {
    var whole = new Tally();
    for (Tally step : steps) {
      if (step != null) {
        whole.add(step);
      }
    }
    return whole.sums();
  }

  private <I> Map<I, UsageActivity> activity(
      UsagePeriod recent, UsageGrouping by, Field<UUID> column, Function<UUID, I> id) {
    return transactions.read(
        sql -> {
          Map<Object, @Nullable Tally[]> sums =
              new SumReader(sql, UsageFilter.ALL, by).read(List.of(recent));
          var activity = new HashMap<I, UsageActivity>();
          lastRequests(sql, column)
              .forEach(
                  (part, last) -> {
                    @Nullable Tally[] tally = sums.get(part);
                    activity.put(
                        id.apply(part),
                        new UsageActivity(
                            new RequestId(last), tally == null ? UsageSums.ZERO : whole(tally)));
                  });
          return activity;
        });
  }

  /** By days, the fewest rows there are of all time. */
  private static Map<UUID, Long> lastRequests(DSLContext sql, Field<UUID> column) {
    return sql.select(column, max(USAGE_SUM.LAST_REQUEST_ID))
        .from(USAGE_SUM)
        .join(USAGE_SERIES)
        .on(USAGE_SERIES.ID.eq(USAGE_SUM.SERIES_ID))
        .where(USAGE_SUM.ID.ge(SumId.first(SumLevel.DAY, 0)))
        .and(column.ne(SeriesKey.NONE))
        .groupBy(column)
        .fetchMap(row -> row.value1(), row -> row.value2());
  }
}
