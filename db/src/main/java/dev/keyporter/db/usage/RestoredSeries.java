package dev.keyporter.db.usage;

import static dev.keyporter.db.generated.Tables.USAGE_SERIES;

import dev.keyporter.db.generated.tables.records.UsageSeriesRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Series that are about to take the place of others. A number must not get another meaning by that,
 * since other processes remember them for a while and add to their sums.
 */
public final class RestoredSeries {
  /** An id holds its series' number above the stripe. */
  private static final int FACTOR = SumId.STRIPES;

  private RestoredSeries() {}

  /**
   * Gives series the numbers they have in the present database, and adds those that only this one
   * has, so that their numbers are not given again.
   *
   * @param staged what takes the place, in H2
   * @param present what is replaced
   */
  public static void renumber(DSLContext staged, DSLContext present) {
    List<UsageSeriesRecord> there = present.selectFrom(USAGE_SERIES).fetch();
    List<UsageSeriesRecord> coming = staged.selectFrom(USAGE_SERIES).fetch();
    move(staged, moves(coming, there));
    Set<SeriesKey> known = new HashSet<>();
    coming.forEach(row -> known.add(key(row)));
    for (UsageSeriesRecord row : there) {
      if (!known.contains(key(row))) {
        staged.insertInto(USAGE_SERIES).set(row.intoMap()).execute();
      }
    }
  }

  /** New numbers by old, where they differ. */
  private static Map<Long, Long> moves(
      List<UsageSeriesRecord> coming, List<UsageSeriesRecord> there) {
    Map<SeriesKey, Long> numbers = new HashMap<>();
    there.forEach(row -> numbers.put(key(row), row.getId()));
    Set<Long> taken = new HashSet<>(numbers.values());
    coming.forEach(row -> taken.add(row.getId()));
    long last = taken.stream().mapToLong(Long::longValue).max().orElse(0);
    Set<Long> present = Set.copyOf(numbers.values());
    Map<Long, Long> moves = new HashMap<>();
    for (UsageSeriesRecord row : coming) {
      Long number = numbers.get(key(row));
      if (number == null) {
        number = present.contains(row.getId()) ? ++last : row.getId();
      }
      if (!number.equals(row.getId())) {
        moves.put(row.getId(), number);
      }
    }
    return moves;
  }

  private static void move(DSLContext staged, Map<Long, Long> moves) {
    if (moves.isEmpty()) {
      return;
    }
    // One statement for all, since numbers may change places.
    staged.execute("create table series_move (old bigint primary key, fresh bigint not null)");
    var table = DSL.table("series_move");
    moves.forEach((old, fresh) -> staged.insertInto(table).values(old, fresh).execute());
    staged.execute(
        "update usage_sum set id = id + ((select fresh from series_move where old = series_id)"
            + " - series_id) * "
            + FACTOR
            + ", series_id = (select fresh from series_move where old = series_id)"
            + " where series_id in (select old from series_move)");
    staged.execute(
        "update usage_series set id = (select fresh from series_move where old = id)"
            + " where id in (select old from series_move)");
    staged.execute("drop table series_move");
  }

  private static SeriesKey key(UsageSeriesRecord row) {
    return new SeriesKey(row.getOrganizationId(), row.getUserId(), row.getKeyId(), row.getModel());
  }
}
