package dev.keyporter.db.usage;

import static dev.keyporter.db.generated.Tables.USAGE_SERIES;
import static dev.keyporter.db.generated.Tables.USAGE_SUM;
import static org.jooq.impl.DSL.select;

import org.jooq.Condition;
import org.jooq.DSLContext;

/** Erases sums whose requests are erased. */
public final class UsageErasure {
  private UsageErasure() {}

  /**
   * Erases, as part of a transaction that tells every process to forget the series' numbers.
   *
   * @param which says which rows of the series table
   */
  public static void erase(DSLContext sql, Condition which) {
    var series = select(USAGE_SERIES.ID).from(USAGE_SERIES).where(which);
    sql.deleteFrom(USAGE_SUM).where(USAGE_SUM.SERIES_ID.in(series)).execute();
    sql.deleteFrom(USAGE_SERIES).where(which).execute();
  }
}
