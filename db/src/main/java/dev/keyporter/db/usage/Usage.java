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
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsageReport;
import dev.keyporter.model.usage.UsageSeries;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageStep;
import dev.keyporter.model.usage.UsageSums;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Transactions transactions;

  public Usage(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The sums of a period. */
  public UsageSums total(UsagePeriod period, UsageFilter filter) {
    return transactions.read(sql -> total(sql, period, filter));
  }

  /** The sums of a period, cut into local hours, days, weeks or months. */
  public UsageSeries series(
      UsagePeriod period, UsageStep step, ZoneId zone, UsageFilter filter, UsageGrouping by) {
    return series(step.cut(period, zone), filter, by);
  }

  /**
   * The same, and the sums of the whole period, in total and by other groupings, by spend, then
   * requests, the greatest first.
   *
   * @param by the grouping of the series
   * @param beside the other groupings
   */
  public UsageReport report(
      UsagePeriod period,
      UsageStep step,
      ZoneId zone,
      UsageFilter filter,
      UsageGrouping by,
      Set<UsageGrouping> beside) {
    List<UsagePeriod> whole = List.of(period);
    List<UsagePeriod> steps = step.cut(period, zone);
    return transactions.read(
        sql -> {
          var series = new SumGroups(by, steps);
          var total = new SumGroups(UsageGrouping.NONE, whole);
          Map<UsageGrouping, SumGroups> others = new EnumMap<>(UsageGrouping.class);
          beside.forEach(other -> others.put(other, new SumGroups(other, whole)));
          var together = new ArrayList<>(others.values());
          together.add(total);
          var reader = new SumReader(sql, filter);
          if (step.isLongerThanDay()) {
            together.add(series);
            reader.read(steps, together);
          } else {
            // Local days are made up of hours, many more rows than the days of the whole.
            reader.read(steps, List.of(series));
            reader.read(whole, together);
          }
          var slices = new EnumMap<UsageGrouping, List<UsageSlice>>(UsageGrouping.class);
          others.forEach((other, groups) -> slices.put(other, groups.named(sql).slices()));
          return new UsageReport(total.total(), series.named(sql), slices);
        });
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
    var all = new SumGroups(UsageGrouping.NONE, List.of(period));
    new SumReader(sql, filter).read(List.of(period), List.of(all));
    return all.total();
  }

  private UsageSeries series(List<UsagePeriod> steps, UsageFilter filter, UsageGrouping by) {
    return transactions.read(
        sql -> {
          var groups = new SumGroups(by, steps);
          new SumReader(sql, filter).read(steps, List.of(groups));
          return groups.named(sql);
        });
  }

  private <I> Map<I, UsageActivity> activity(
      UsagePeriod recent, UsageGrouping by, Field<UUID> column, Function<UUID, I> id) {
    return transactions.read(
        sql -> {
          var sums = new SumGroups(by, List.of(recent));
          new SumReader(sql, UsageFilter.ALL).read(List.of(recent), List.of(sums));
          var activity = new HashMap<I, UsageActivity>();
          lastRequests(sql, column)
              .forEach(
                  (part, last) ->
                      activity.put(
                          id.apply(part), new UsageActivity(new RequestId(last), sums.of(part))));
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
