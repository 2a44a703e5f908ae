package dev.keyporter.db.traffic;

import static dev.keyporter.db.generated.Tables.INSTANCE;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.engine.Transactions;
import dev.keyporter.db.ledger.SpendBook;
import dev.keyporter.db.pack.OpenPacks;
import dev.keyporter.db.pack.PackWriter;
import dev.keyporter.db.usage.UsageIncrement;
import dev.keyporter.db.usage.UsageRecorder;
import dev.keyporter.model.traffic.RequestId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/** Writes the record of this process's requests. */
public final class RequestLog {
  private final Transactions transactions;
  private final UUID instance;
  private final UsageRecorder sums;
  private final Consumer<DSLContext> beforeWriting;

  private final OpenPacks packs = new OpenPacks();

  /** One writes at a time: what is known of the packs is what the last one wrote. */
  private final ReentrantLock writing = new ReentrantLock();

  /** What {@code oldest_open} is at most, as far as this log knows. */
  private volatile long oldestOpen = Long.MAX_VALUE;

  /**
   * @param instance the process's row in {@code instance}; stamped on every request
   * @param sums adds up what is recorded
   */
  public RequestLog(Transactions transactions, UUID instance, UsageRecorder sums) {
    this(transactions, instance, sums, _ -> {});
  }

  /**
   * A log of requests that others end should this process die.
   *
   * @param beforeWriting called first in each transaction
   */
  public RequestLog(
      Transactions transactions,
      UUID instance,
      UsageRecorder sums,
      Consumer<DSLContext> beforeWriting) {
    this.transactions = transactions;
    this.instance = instance;
    this.sums = sums;
    this.beforeWriting = beforeWriting;
  }

  /**
   * Writes all entries in one transaction, or none. After a failure the same entries, and others
   * with them, can be written again: what is there already stays as it is. Whatever begins is
   * looked for should the process die: {@code oldest_open} is lowered where the batch does not say
   * what it shall be.
   *
   * @throws DatabaseException when it is not known to be written
   */
  public void write(List<RecordEntry> batch) {
    var plan = new BatchPlan(batch);
    RequestId given = plan.oldestOpen;
    long lowest = given == null ? Math.min(oldestOpen, plan.lowestBegun()) : given.value();
    try {
      write(plan, RecordStatements.hopeful(transactions.dialect()));
    } catch (DatabaseException e) {
      if (e.kind() != DatabaseException.Kind.CONFLICT) {
        throw e;
      }
      // An earlier attempt, whose outcome nobody learned, has written some of it, or another
      // process
      // was the first to add to the same sums.
      sums.patiently(() -> write(plan, RecordStatements.repeatable(transactions.dialect())));
    }
    oldestOpen = lowest;
  }

  private BatchPlan write(BatchPlan plan, RecordStatements statements) {
    writing.lock();
    try {
      transact(plan, statements).keep();
      return plan;
    } finally {
      writing.unlock();
    }
  }

  private PackWriter transact(BatchPlan plan, RecordStatements statements) {
    return transactions.write(
        context -> {
          beforeWriting.accept(context);
          if (plan.oldestOpen == null && plan.lowestBegun() < oldestOpen) {
            lowerOldestOpen(context, plan.lowestBegun());
          }
          return context.connectionResult(
              connection -> {
                var packing = new PackWriter(packs, connection);
                var batch = new RecordBatch(connection, statements, instance, packing);
                List<UsageIncrement> increments = batch.write(plan);
                SpendBook.add(context, instance, batch.spent());
                sums.add(context, increments);
                return packing;
              });
        });
  }

  private void lowerOldestOpen(DSLContext context, long id) {
    context
        .update(INSTANCE)
        .set(INSTANCE.OLDEST_OPEN, id)
        .where(INSTANCE.ID.eq(instance), INSTANCE.OLDEST_OPEN.gt(id))
        .execute();
  }

  /**
   * Makes what was written survive a power cut, where the database does not do so by itself: H2
   * hands each commit to the operating system, and this to the disk. Takes as long as the disk.
   *
   * @throws org.jooq.exception.DataAccessException when the disk refuses
   */
  public void sync() {
    transactions.read(
        context -> context.dialect().family() == SQLDialect.H2 ? checkpoint(context) : 0);
  }

  private static int checkpoint(DSLContext context) {
    return context.execute("checkpoint sync");
  }
}
