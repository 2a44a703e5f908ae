package dev.keyporter.db.usage;

import static dev.keyporter.db.generated.Tables.USAGE_SERIES;
import static dev.keyporter.db.generated.Tables.USAGE_SUM;

import dev.keyporter.model.usage.UsageFilter;
import dev.keyporter.model.usage.UsagePeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads rows of sums, each once for all who add them up. */
final class SumReader {
  private final DSLContext sql;
  private final UsageFilter filter;
  private @Nullable Map<Long, SeriesKey> series;

  SumReader(DSLContext sql, UsageFilter filter) {
    this.sql = sql;
    this.filter = filter;
  }

  /**
   * Reads the fewest rows that make up a stretch of time.
   *
   * @param steps follow each other without a gap
   */
  void read(List<UsagePeriod> steps, List<SumGroups> into) {
    Map<Long, SeriesKey> known = into.stream().allMatch(SumGroups::takesAll) ? Map.of() : series();
    for (SumRange range : SumRange.cover(steps)) {
      read(range, known, into);
    }
  }

  private Map<Long, SeriesKey> series() {
    if (series != null) {
      return series;
    }
    var found = new HashMap<Long, SeriesKey>();
    sql.selectFrom(USAGE_SERIES)
        .where(matching())
        .forEach(
            row ->
                found.put(
                    row.getId(),
                    new SeriesKey(
                        row.getOrganizationId(), row.getUserId(), row.getKeyId(), row.getModel())));
    series = found;
    return found;
  }

  private void read(SumRange range, Map<Long, SeriesKey> known, List<SumGroups> into) {
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
        long quarter = SumId.quarterOf(rows.getLong(1));
        SeriesKey of = known.get(rows.getLong(2));
        SumRow row = SumRow.read(rows, 3);
        for (SumGroups groups : into) {
          groups.add(quarter, of, row);
        }
      }
    } catch (SQLException e) {
      throw new DataAccessException("The sums cannot be read.", e);
    }
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
