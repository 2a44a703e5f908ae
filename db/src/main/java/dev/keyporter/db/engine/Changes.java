package dev.keyporter.db.engine;

import static dev.keyporter.db.generated.Tables.CHANGE_COUNTER;

import dev.keyporter.db.thread.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Administrative changes: a counter in the database rises with each, so that every process learns
 * that what it cached may be stale. A process that has not been able to look at the counter for
 * {@link #BOUND} must believe nothing it cached.
 */
public final class Changes {
  /** Within this time a change holds in every process; counted from the beginning of a look. */
  public static final Duration BOUND = Duration.ofSeconds(2);

  /** For how long others wait for a look that is late. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Transactions transactions;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong seen;
  private final Object looks = new Object();
  private volatile Stopwatch sinceLook = Stopwatch.start();

  /** Since somebody first waited for the look that is late. */
  private @Nullable Stopwatch sinceWait;

  public Changes(Transactions transactions) {
    this.transactions = transactions;
    this.seen = new AtomicLong(transactions.read(Changes::revision));
  }

  /**
   * Calls a listener after every change: at once, on the changing thread, for those of this
   * process; within a second, on a thread of the database's own, for those of others. It must be
   * quick and must not throw.
   *
   * @return closing it ends the calls
   */
  public Subscription listen(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** A listener's registration. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** A transaction that may change what others have cached. */
  public static final class Transaction {
    private final DSLContext sql;
    private long revision;

    private Transaction(DSLContext sql) {
      this.sql = sql;
    }

    public DSLContext sql() {
      return sql;
    }

    /** Raises the counter; best as the last statement, since it makes other changes wait. */
    public void announce() {
      raise(sql);
      revision = revision(sql);
    }
  }

  /** Raises the counter as part of a transaction made elsewhere; {@link #poll} afterwards. */
  public static void raise(DSLContext sql) {
    sql.update(CHANGE_COUNTER)
        .set(CHANGE_COUNTER.REVISION, CHANGE_COUNTER.REVISION.plus(1))
        .execute();
  }

  /** Runs work in a transaction like {@link Transactions#write}, and calls the listeners after. */
  public <T extends @Nullable Object> T write(Function<Transaction, T> work) {
    var result =
        transactions.write(
            sql -> {
              var transaction = new Transaction(sql);
              T value = work.apply(transaction);
              return new Done<>(value, transaction.revision);
            });
    if (result.revision > 0) {
      tell(result.revision);
    }
    return result.value;
  }

  private record Done<T extends @Nullable Object>(T value, long revision) {}

  /** Looks whether another process changed something. */
  public void poll() {
    Stopwatch started = Stopwatch.start();
    look(started, transactions.read(Changes::revision));
  }

  /** The same, on a connection that nothing else uses. */
  void poll(DedicatedConnection connection) {
    Stopwatch started = Stopwatch.start();
    look(started, connection.run(Changes::revision));
  }

  private void look(Stopwatch started, long revision) {
    if (revision > seen.get()) {
      tell(revision);
    }
    sinceLook = started;
    synchronized (looks) {
      sinceWait = null;
      looks.notifyAll();
    }
  }

  /** Whether what was read before may still be believed: no change is older than the bound. */
  public boolean isCurrent() {
    return !sinceLook.isOver(BOUND);
  }

  /**
   * Waits until what was read before may be believed again: as a rule not at all; where a look is
   * late, as on a machine that has slept, for moments; and where there was none for three seconds
   * since somebody first waited, not at all again.
   *
   * @return false where it may not be believed
   */
  public boolean awaitCurrent() {
    if (isCurrent()) {
      return true;
    }
    synchronized (looks) {
      Stopwatch waited = sinceWait == null ? Stopwatch.start() : sinceWait;
      sinceWait = waited;
      while (!isCurrent() && !waited.isOver(PATIENCE)) {
        try {
          looks.wait(PATIENCE.toMillis() / 10);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return isCurrent();
        }
      }
    }
    return isCurrent();
  }

  /** Where a listener throws, the change counts as unseen, so that the next look tells it again. */
  private void tell(long revision) {
    listeners.forEach(Runnable::run);
    seen.accumulateAndGet(revision, Math::max);
  }

  private static long revision(DSLContext sql) {
    return Objects.requireNonNull(
        sql.select(CHANGE_COUNTER.REVISION)
            .from(CHANGE_COUNTER)
            .fetchSingle(CHANGE_COUNTER.REVISION));
  }
}
