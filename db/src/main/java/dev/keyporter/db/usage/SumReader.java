package dev.keyporter.db.usage;

import static dev.keyporter.db.generated.Tables.USAGE_SERIES;
import static dev.keyporter.db.generated.Tables.USAGE_SUM;

import dev.keyporter.model.usage.UsageFilter;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Adds up rows of sums: by step of a series of periods, and by group. */
final class SumReader {
  private final DSLContext sql;
  private final UsageFilter filter;
  private final UsageGrouping by;
  private final Map<Long, Object> parts;

  SumReader(DSLContext sql, UsageFilter filter, UsageGrouping by) {
    this.sql = sql;
    this.filter = filter;
    this.by = by;
    this.parts = by == UsageGrouping.NONE ? Map.of() : parts();
  }

  private Map<Long, Object> parts() {
    var found = new HashMap<Long, Object>();
    sql.selectFrom(USAGE_SERIES)
        .where(matching())
        .forEach(
            row ->
                found.put(
                    row.getId(),
                    UsageNames.part(
                        by,
                        new SeriesKey(
                            row.getOrganizationId(),
                            row.getUserId(),
                            row.getKeyId(),
                            row.getModel()))));
    return found;
  }

  /**
   * Adds up.
   *
   * @param steps follow each other without a gap
   * @return for each part that had requests its sums by step; null for a step without any
   */
  Map<Object, @Nullable Tally[]> read(List<UsagePeriod> steps) {
    long[] starts = steps.stream().mapToLong(step -> SumId.quarter(step.from())).toArray();
    var sums = new HashMap<Object, @Nullable Tally[]>();
    for (SumRange range : SumRange.cover(steps)) {
      read(range, starts, sums);
    }
    return sums;
  }

  private void read(SumRange range, long[] starts, Map<Object, @Nullable Tally[]> sums) {
    var columns = new ArrayList<Field<?>>();
    columns.add(USAGE_SUM.ID);
    columns.add(USAGE_SUM.SERIES_ID);
    columns.addAll(Tally.COLUMNS);
    var from =
        filter.equals(UsageFilter.ALL)
            ? sql.select(columns).from(USAGE_SUM)
            : sql.select(columns)
                .from(USAGE_SUM)
                .join(USAGE_SERIES)
                .on(USAGE_SERIES.ID.eq(USAGE_SUM.SERIES_ID));
    try (ResultSet rows =
        from.where(USAGE_SUM.ID.ge(range.firstId()))
            .and(USAGE_SUM.ID.lt(range.endId()))
            .and(matching())
            .fetchResultSet()) {
      while (rows.next()) {
        Object part = by == UsageGrouping.NONE ? (Object) "" : parts.get(rows.getLong(2));
        if (part == null) {
          continue; // Met after the series were read.
        }
        @Nullable Tally[] steps = sums.computeIfAbsent(part, _ -> new Tally[starts.length]);
        int step = step(starts, SumId.quarterOf(rows.getLong(1)));
        Tally tally = steps[step];
        if (tally == null) {
          tally = new Tally();
          steps[step] = tally;
        }
        tally.read(rows, 3);
      }
    } catch (SQLException e) {
      throw new DataAccessException("The sums cannot be read.", e);
    }
  }

  /** The last step that begins at or before the quarter. */
  private static int step(long[] starts, long quarter) {
    int index = Arrays.binarySearch(starts, quarter);
    return index >= 0 ? index : -index - 2;
  }

  private Condition matching() {
    Condition condition = DSL.noCondition();
    if (filter.organizationId() != null) {
      condition = condition.and(USAGE_SERIES.ORGANIZATION_ID.eq(filter.organizationId().value()));
    }
    if (filter.userId() != null) {
      condition = condition.and(USAGE_SERIES.USER_ID.eq(filter.userId().value()));
    }
    if (filter.keyId() != null) {
      condition = condition.and(USAGE_SERIES.KEY_ID.eq(filter.keyId().value()));
    }
    if (filter.model() != null) {
      condition = condition.and(USAGE_SERIES.MODEL.eq(filter.model()));
    }
    return condition;
  }
}
