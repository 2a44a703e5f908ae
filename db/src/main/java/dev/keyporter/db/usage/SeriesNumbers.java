package dev.keyporter.db.usage;

import static dev.keyporter.db.generated.Tables.USAGE_SERIES;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.DatabaseException.Kind;
import dev.keyporter.db.engine.Transactions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The numbers of series, given to each when it is first seen, and remembered. */
final class SeriesNumbers {
  /** Remembered at most; beyond it all are forgotten, since names may be made up without end. */
  private static final int MOST = 100_000;

  private final Transactions transactions;
  private final Map<SeriesKey, Long> known = new ConcurrentHashMap<>();

  SeriesNumbers(Transactions transactions) {
    this.transactions = transactions;
  }

  long of(SeriesKey key) {
    Long number = known.get(key);
    if (number == null) {
      number = findOrAdd(key);
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, number);
    }
    return number;
  }

  /** To be called when series may have been erased. */
  void forget() {
    known.clear();
  }

  private long findOrAdd(SeriesKey key) {
    Long number = transactions.read(sql -> find(sql, key));
    if (number != null) {
      return number;
    }
    try {
      transactions.write(sql -> add(sql, key));
    } catch (DatabaseException e) {
      if (e.kind() != Kind.CONFLICT) {
        throw e;
      }
      // Someone else was first.
    }
    Long added = transactions.read(sql -> find(sql, key));
    if (added == null) {
      throw new DatabaseException(Kind.OTHER, "A series of sums was erased while it was made.");
    }
    return added;
  }

  private static @Nullable Long find(DSLContext sql, SeriesKey key) {
    return sql.select(USAGE_SERIES.ID)
        .from(USAGE_SERIES)
        .where(
            USAGE_SERIES.ORGANIZATION_ID.eq(key.organization()),
            USAGE_SERIES.USER_ID.eq(key.user()),
            USAGE_SERIES.KEY_ID.eq(key.key()),
            USAGE_SERIES.MODEL.eq(key.model()))
        .fetchOne(USAGE_SERIES.ID);
  }

  private static int add(DSLContext sql, SeriesKey key) {
    return sql.insertInto(USAGE_SERIES)
        .set(USAGE_SERIES.ORGANIZATION_ID, key.organization())
        .set(USAGE_SERIES.USER_ID, key.user())
        .set(USAGE_SERIES.KEY_ID, key.key())
        .set(USAGE_SERIES.MODEL, key.model())
        .execute();
  }
}
