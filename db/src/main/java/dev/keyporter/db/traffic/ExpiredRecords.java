package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.EXCHANGE;
import static dev.keyporter.db.generated.Tables.RATING;
import static dev.keyporter.db.generated.Tables.REQUEST;

import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.pack.PackErasure;
import dev.keyporter.db.refusal.RefusalErasure;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Erases what has been kept long enough, a few rows at a time, so that the record is never held up.
 * Any number of processes may do so at once.
 */
public final class ExpiredRecords {
  private static final int BATCH = 200;

  private final Transactions transactions;

  public ExpiredRecords(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Erases some of what has expired; sums stay, and so do the ids that requests may refer to.
   *
   * @return whether there may be more
   */
  public boolean eraseSome(Retention retention, Instant now) {
    int bodies = erase(retention.bodyDays(), now, ExpiredRecords::eraseBodies);
    int rows = erase(retention.rowDays(), now, ExpiredRecords::eraseRows);
    eraseRefused(retention.rowDays(), now);
    boolean isMore = bodies == BATCH || rows == BATCH;
    if (!isMore) {
      transactions.write(PackErasure::unused);
    }
    return isMore;
  }

  private interface Erasure {
    int upTo(DSLContext sql, long end);
  }

  private int erase(@Nullable Integer days, Instant now, Erasure erasure) {
    if (days == null) {
      return 0;
    }
    long end = RequestId.earliestAt(now.minus(Duration.ofDays(days))).value();
    return transactions.write(sql -> erasure.upTo(sql, end));
  }

  /** Refused requests are counted by the day, so a day goes when all of it has expired. */
  private void eraseRefused(@Nullable Integer days, Instant now) {
    if (days != null) {
      LocalDate end = LocalDate.ofInstant(now.minus(Duration.ofDays(days)), ZoneOffset.UTC);
      transactions.write(sql -> RefusalErasure.before(sql, end));
    }
  }

  private static int eraseBodies(DSLContext sql, long end) {
    List<Long> ids =
        sql.select(EXCHANGE.REQUEST_ID)
            .from(EXCHANGE)
            .where(EXCHANGE.REQUEST_ID.lt(end))
            .orderBy(EXCHANGE.REQUEST_ID)
            .limit(BATCH)
            .fetch(EXCHANGE.REQUEST_ID);
    PackErasure.exchanges(sql, id -> id.in(ids));
    return ids.size();
  }

  private static int eraseRows(DSLContext sql, long end) {
    List<Long> ids =
        sql.select(REQUEST.ID)
            .from(REQUEST)
            .where(REQUEST.ID.lt(end), REQUEST.STATUS.ne(RequestStatus.PENDING.label()))
            .orderBy(REQUEST.ID)
            .limit(BATCH)
            .fetch(REQUEST.ID);
    PackErasure.exchanges(sql, id -> id.in(ids));
    sql.deleteFrom(RATING).where(RATING.REQUEST_ID.in(ids)).execute();
    sql.deleteFrom(REQUEST).where(REQUEST.ID.in(ids)).execute();
    return ids.size();
  }
}
