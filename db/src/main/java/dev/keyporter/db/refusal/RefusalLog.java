package dev.keyporter.db.refusal;

import static dev.keyporter.db.generated.Tables.CHANGE_COUNTER;
import static dev.keyporter.db.generated.Tables.INSTANCE;
import static dev.keyporter.db.generated.Tables.REFUSED_REQUEST;

import dev.keyporter.db.engine.Instance;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.engine.UtcTime;
import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.refusal.RefusalGroups;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Adds up counts of refused requests. Any number of processes add to the same groups, of which
 * there are at most {@link RefusalGroups#MOST} a day and one more for each cause.
 */
public final class RefusalLog {
  /** In the same order everywhere, so that two processes never wait for each other crosswise. */
  private static final Comparator<RefusalCount> ORDER =
      Comparator.comparing(
          RefusalCount::group,
          Comparator.comparing(RefusalGroup::day)
              .thenComparing(RefusalGroup::cause)
              .thenComparing(RefusalRows::token)
              .thenComparing(RefusalGroup::address)
              .thenComparing(RefusalGroup::program));

  private final Transactions transactions;
  private final Instance instance;
  private final AtomicLong batches = new AtomicLong();

  public RefusalLog(Transactions transactions, Instance instance) {
    this.transactions = transactions;
    this.instance = instance;
  }

  /** A batch that is to be added. They are to be added one after the other, in their order. */
  public RefusalBatch batch(List<RefusalCount> counts) {
    return new RefusalBatch(batches.incrementAndGet(), counts);
  }

  /**
   * Adds a batch, unless it was added already: where this throws, that is not known, and it may be
   * sent again.
   *
   * @throws dev.keyporter.db.engine.DatabaseException when the database cannot take it now
   */
  public void add(RefusalBatch batch) {
    transactions.write(
        sql -> {
          if (isNew(sql, batch)) {
            add(sql, batch.counts());
          }
          return batch;
        });
  }

  private boolean isNew(DSLContext sql, RefusalBatch batch) {
    int noted =
        sql.update(INSTANCE)
            .set(INSTANCE.REFUSALS_WRITTEN, batch.number())
            .where(INSTANCE.ID.eq(instance.id()), INSTANCE.REFUSALS_WRITTEN.lt(batch.number()))
            .execute();
    return noted == 1 || !sql.fetchExists(INSTANCE, INSTANCE.ID.eq(instance.id()));
  }

  private static void add(DSLContext sql, List<RefusalCount> counts) {
    List<RefusalCount> missing =
        counts.stream().sorted(ORDER).filter(count -> !addToRow(sql, count)).toList();
    if (missing.isEmpty()) {
      return;
    }
    // One process at a time makes rows: only so is their number kept.
    sql.select(CHANGE_COUNTER.REVISION).from(CHANGE_COUNTER).forUpdate().fetch();
    Map<LocalDate, RefusalGroups> days = new HashMap<>();
    Map<RefusalGroup, RefusalCount> placed = new LinkedHashMap<>();
    for (RefusalCount count : missing) {
      RefusalGroups groups = days.computeIfAbsent(count.group().day(), day -> groupsOf(sql, day));
      RefusalCount inPlace = count.in(groups.place(count.group()));
      placed.merge(inPlace.group(), inPlace, RefusalCount::plus);
    }
    for (RefusalCount count : placed.values()) {
      if (!addToRow(sql, count)) {
        insert(sql, count);
      }
    }
  }

  private static RefusalGroups groupsOf(DSLContext sql, LocalDate day) {
    var groups = new RefusalGroups();
    sql.select(
            REFUSED_REQUEST.UTC_DAY,
            REFUSED_REQUEST.CAUSE,
            REFUSED_REQUEST.TOKEN_ID,
            REFUSED_REQUEST.ORGANIZATION_ID,
            REFUSED_REQUEST.ADDRESS,
            REFUSED_REQUEST.PROGRAM)
        .from(REFUSED_REQUEST)
        .where(REFUSED_REQUEST.UTC_DAY.eq(RefusalRows.day(day)))
        .forEach(row -> groups.add(RefusalRows.group(row)));
    return groups;
  }

  private static void insert(DSLContext sql, RefusalCount count) {
    RefusalGroup group = count.group();
    sql.insertInto(REFUSED_REQUEST)
        .set(REFUSED_REQUEST.UTC_DAY, RefusalRows.day(group.day()))
        .set(REFUSED_REQUEST.CAUSE, group.cause())
        .set(REFUSED_REQUEST.TOKEN_ID, RefusalRows.token(group))
        .set(REFUSED_REQUEST.ORGANIZATION_ID, RefusalRows.organization(group))
        .set(REFUSED_REQUEST.ADDRESS, group.address())
        .set(REFUSED_REQUEST.PROGRAM, group.program())
        .set(REFUSED_REQUEST.HTTP_STATUS, count.httpStatus())
        .set(REFUSED_REQUEST.PATH, count.path())
        .set(REFUSED_REQUEST.REQUESTS, count.requests())
        .set(REFUSED_REQUEST.FIRST_AT, UtcTime.column(count.firstAt()))
        .set(REFUSED_REQUEST.LAST_AT, UtcTime.column(count.lastAt()))
        .execute();
  }

  /** False where there is no such row. */
  private static boolean addToRow(DSLContext sql, RefusalCount count) {
    var lastAt = UtcTime.column(count.lastAt());
    var isLast = REFUSED_REQUEST.LAST_AT.le(lastAt);
    return sql.update(REFUSED_REQUEST)
            .set(REFUSED_REQUEST.REQUESTS, REFUSED_REQUEST.REQUESTS.plus(count.requests()))
            .set(
                REFUSED_REQUEST.HTTP_STATUS,
                DSL.when(isLast, count.httpStatus()).otherwise(REFUSED_REQUEST.HTTP_STATUS))
            .set(
                REFUSED_REQUEST.PATH,
                DSL.when(isLast, count.path()).otherwise(REFUSED_REQUEST.PATH))
            .set(
                REFUSED_REQUEST.FIRST_AT,
                DSL.least(REFUSED_REQUEST.FIRST_AT, DSL.val(UtcTime.column(count.firstAt()))))
            .set(REFUSED_REQUEST.LAST_AT, DSL.greatest(REFUSED_REQUEST.LAST_AT, DSL.val(lastAt)))
            .where(RefusalRows.of(count.group()))
            .execute()
        == 1;
  }
}
