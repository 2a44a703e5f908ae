package dev.keyporter.proxy.recording;

import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.StoredExchange;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An entry on its way into the record, and the thread that waits for it. */
final class Ticket {
  /** Where it stands. All but {@link #WAITING} are final. */
  enum State {
    WAITING,
    /** In the database. */
    DURABLE,
    /** Will not be written. */
    FAILED,
    /** Nobody waits any more. */
    ABANDONED
  }

  private static final int ROW_WEIGHT = 1000;

  final RecordEntry entry;
  private final @Nullable Thread waiter;
  private volatile State state = State.WAITING;
  private volatile long deadline;

  /** How often it failed while others of its batch were written. */
  int rejections;

  Ticket(RecordEntry entry, @Nullable Thread waiter) {
    this.entry = entry;
    this.waiter = waiter;
  }

  /** Roughly the memory it holds, in bytes. */
  long weight() {
    @Nullable StoredExchange exchange =
        switch (entry) {
          case RecordEntry.Ended ended -> ended.exchange();
          case RecordEntry.Whole whole -> whole.exchange();
          case RecordEntry.Begun _,
              RecordEntry.Referenced _,
              RecordEntry.TokenUsed _,
              RecordEntry.OldestOpen _ ->
              null;
        };
    return ROW_WEIGHT + (exchange == null ? 0 : exchange.weight());
  }

  /** From now on its waiter has this much patience. */
  void waitsFor(Duration patience) {
    deadline = System.nanoTime() + patience.toNanos();
  }

  boolean isOverdue() {
    return System.nanoTime() - deadline >= 0;
  }

  void wakeWhenOverdue() {
    if (isOverdue()) {
      LockSupport.unpark(waiter);
    }
  }

  State state() {
    return state;
  }

  /** False where it already stood elsewhere. */
  synchronized boolean settle(State end) {
    if (state != State.WAITING) {
      return false;
    }
    state = end;
    LockSupport.unpark(waiter);
    return true;
  }
}
