package dev.keyporter.proxy.recording;

import dev.keyporter.db.journal.Segment;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.proxy.memory.BodyMemory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An entry on its way into the record, and the thread that waits for it. */
final class Ticket {
  /** Where it stands. All but {@link #WAITING} are final. */
  enum State {
    WAITING,
    /** In the database, or in the journal before it. */
    DURABLE,
    /** Will not be written. */
    FAILED,
    /** Nobody waits any more. */
    ABANDONED
  }

  private RecordEntry entry;
  private final @Nullable Thread waiter;
  private final BodyMemory.@Nullable Share memory;
  private volatile State state = State.WAITING;
  private volatile long deadline;

  /** How often it failed while others of its batch were written. The writer's own. */
  int rejections;

  private boolean isDone;

  /** Where it lies in the journal until it is in the database; null where it does not. */
  private @Nullable Segment segment;

  /**
   * @param memory what its bodies take; the ticket's from now on
   */
  Ticket(RecordEntry entry, @Nullable Thread waiter, BodyMemory.@Nullable Share memory) {
    this.entry = entry;
    this.waiter = waiter;
    this.memory = memory;
  }

  RecordEntry entry() {
    return entry;
  }

  /** From now on it stands for another entry of the same request, without bodies. */
  void become(RecordEntry other) {
    entry = other;
  }

  /** Its entry is in the journal: to be said before others know it. */
  void journaled(Segment in) {
    segment = in;
    state = State.DURABLE;
  }

  /** Leaves the bodies out; false where there are none. */
  boolean dropBodies() {
    switch (entry) {
      case RecordEntry.Ended(var start, var end, var exchange, var references, var charges)
          when exchange != null ->
          entry = new RecordEntry.Ended(start, end, null, references, charges);
      case RecordEntry.Whole(var start, var end, var exchange) when exchange != null ->
          entry = new RecordEntry.Whole(start, end, null);
      default -> {
        return false;
      }
    }
    giveBack();
    return true;
  }

  /** It is written or given up: nothing of it is needed any more. To be said once. */
  void done() {
    isDone = true;
    if (segment != null) {
      segment.folded();
    }
    giveBack();
  }

  boolean isDone() {
    return isDone;
  }

  private void giveBack() {
    if (memory != null) {
      memory.close();
    }
  }

  /** Roughly the memory it holds, in bytes. */
  long weight() {
    return entry.weight();
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
