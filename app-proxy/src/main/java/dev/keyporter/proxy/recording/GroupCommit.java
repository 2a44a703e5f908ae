package dev.keyporter.proxy.recording;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.RequestLog;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.time.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/**
 * Makes entries durable, many in one transaction: while one batch is written, the next one gathers.
 * One thread writes; it waits for nothing but work. What could not be written stays here and is
 * tried again until it is, or until the record takes others but never this.
 */
final class GroupCommit {
  private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
  private static final int MAX_BATCH = 1000;
  private static final long MAX_BATCH_WEIGHT = 8L << 20;
  private static final long SYNC_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** After so many failures on its own, with others written meanwhile, an entry is given up. */
  private static final int MAX_REJECTIONS = 3;

  private final RequestLog log;
  private final Clock clock;
  private final OpenRequests open;

  /** Whose callers wait, for the end of their patience. */
  private final Rounds<Ticket> awaited =
      new Rounds<>("record watch", Duration.ofMillis(50), Ticket::wakeWhenOverdue);

  private final Queue<Ticket> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicLong weight = new AtomicLong();

  /** Taken from the arrivals and not yet written, oldest first. The writer's own. */
  private final Deque<Ticket> backlog = new ArrayDeque<>();

  private final Thread writer = new Thread(this::run, "keyporter-record");
  private volatile boolean idle;
  private volatile boolean closing;

  /** When the writing that is going on began, or failed first; 0 while there is none. */
  private volatile long busySince;

  private long syncedAt = System.nanoTime();
  private boolean dirty;

  /** In a row. */
  private int failures;

  /** Said once, however often it is tried again. The writer's own. */
  private final AtomicBoolean unavailable = new AtomicBoolean();

  private boolean unsynced;

  GroupCommit(RequestLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.open = new OpenRequests(clock);
    writer.setDaemon(true);
    writer.start();
  }

  /** Puts an entry in line without waiting for it. */
  Ticket add(RecordEntry entry, boolean awaited) {
    var ticket = new Ticket(entry, awaited ? Thread.currentThread() : null);
    weight.addAndGet(ticket.weight());
    arrivals.add(ticket);
    if (idle) {
      LockSupport.unpark(writer);
    }
    return ticket;
  }

  /** Waits until the entry is durable or given up, or the time is over; says where it stands. */
  Ticket.State await(Ticket ticket, Duration patience) {
    boolean interrupted = false;
    ticket.waitsFor(patience);
    awaited.add(ticket);
    while (ticket.state() == Ticket.State.WAITING && !ticket.isOverdue()) {
      LockSupport.park(ticket);
      interrupted |= Thread.interrupted();
    }
    awaited.remove(ticket);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return ticket.state();
  }

  /** How long nothing has been written although something waits. */
  Duration stuck() {
    long since = busySince;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  /** Roughly the memory held by what is not written yet, in bytes. */
  long weight() {
    return weight.get();
  }

  /** Takes no requests any more, and writes what is there, for {@code patience} at most. */
  boolean drain(Duration patience) {
    closing = true;
    LockSupport.unpark(writer);
    try {
      return writer.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean closing() {
    return closing;
  }

  private void run() {
    while (true) {
      takeArrivals();
      if (backlog.isEmpty()) {
        if (closing) {
          sync();
          return;
        }
        awaitArrivals();
        continue;
      }
      if (busySince == 0) {
        busySince = System.nanoTime();
      }
      int waiting = backlog.size();
      if (writeBatch()) {
        busySince = 0;
      }
      if (backlog.size() < waiting) {
        failures = 0;
      } else {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), 10L << Math.min(failures++, 7));
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
      }
      if (dirty && System.nanoTime() - syncedAt >= SYNC_NANOS) {
        sync();
      }
    }
  }

  private void takeArrivals() {
    for (Ticket ticket = arrivals.poll(); ticket != null; ticket = arrivals.poll()) {
      backlog.add(ticket);
    }
  }

  private void awaitArrivals() {
    idle = true;
    if (arrivals.isEmpty() && !closing) {
      if (dirty) {
        LockSupport.parkNanos(syncedAt + SYNC_NANOS - System.nanoTime());
      } else {
        LockSupport.park(this);
      }
    }
    idle = false;
    if (dirty && System.nanoTime() - syncedAt >= SYNC_NANOS) {
      sync();
    }
  }

  /** False where the database could not be asked at all. */
  private boolean writeBatch() {
    var batch = new ArrayList<Ticket>();
    long batchWeight = 0;
    while (!backlog.isEmpty()
        && batch.size() < MAX_BATCH
        && (batch.isEmpty() || batchWeight < MAX_BATCH_WEIGHT)) {
      Ticket ticket = backlog.poll();
      batch.add(ticket);
      batchWeight += ticket.weight();
    }
    try {
      write(batch);
      return true;
    } catch (DatabaseException e) {
      tellUnavailable(e);
      List<Ticket> left = isAnswer(e.kind()) ? writeSingly(batch) : batch;
      for (int i = left.size() - 1; i >= 0; i--) {
        backlog.addFirst(refuse(left.get(i)));
      }
      return isAnswer(e.kind());
    }
  }

  private void tellUnavailable(DatabaseException failure) {
    if (unavailable.compareAndSet(false, true)) {
      LOG.warning(() -> "The record cannot be written. " + failure.getMessage());
    }
  }

  /** The same where nobody waits any longer: the database's own failure may come much later. */
  void tellNoAnswer() {
    if (unavailable.compareAndSet(false, true)) {
      LOG.warning("The record cannot be written. The database does not answer.");
    }
  }

  /** Whether the database is there and refuses what it was asked, and not everything. */
  private static boolean isAnswer(DatabaseException.Kind kind) {
    return switch (kind) {
      case CONFLICT, OTHER -> true;
      case UNREACHABLE, NEWER_THAN_PROGRAM, NOT_WRITABLE, FULL, WRONG_PASSWORD, BAD_SETTINGS ->
          false;
    };
  }

  private void write(List<Ticket> batch) {
    long now = System.nanoTime();
    var entries = new ArrayList<RecordEntry>(batch.size() + 1);
    for (Ticket ticket : batch) {
      entries.add(ticket.entry);
    }
    open.mark(entries, now).ifPresent(entries::add);
    try {
      log.write(entries);
    } catch (DatabaseException e) {
      throw e;
    } catch (RuntimeException e) {
      // A mistake of ours in one entry must not end the thread that writes all others.
      throw new DatabaseException(DatabaseException.Kind.OTHER, "An entry is broken.", e);
    }
    if (unavailable.compareAndSet(true, false)) {
      LOG.info("The record is written again.");
    }
    dirty = true;
    open.written(entries, now);
    for (Ticket ticket : batch) {
      weight.addAndGet(-ticket.weight());
      if (!ticket.settle(Ticket.State.DURABLE)
          && ticket.entry instanceof RecordEntry.Begun(var start)) {
        // Its caller has gone away with an error while it was on its way.
        add(refused(start), false);
      }
    }
  }

  /**
   * One bad entry must not hold up all others: writes each alone.
   *
   * @return those that were not written
   */
  private List<Ticket> writeSingly(List<Ticket> batch) {
    var failed = new ArrayList<Ticket>();
    boolean written = false;
    for (Ticket ticket : batch) {
      // Two failures and no success: it is not the entries.
      if (written || failed.size() < 2) {
        try {
          write(List.of(ticket));
          written = true;
          continue;
        } catch (DatabaseException _) {
          // Told apart below.
        }
      }
      failed.add(ticket);
    }
    if (written) {
      failed.removeIf(ticket -> ++ticket.rejections >= MAX_REJECTIONS && giveUp(ticket));
    }
    return failed;
  }

  private boolean giveUp(Ticket ticket) {
    LOG.severe("An entry of the record cannot be written and is lost.");
    weight.addAndGet(-ticket.weight());
    ticket.settle(Ticket.State.FAILED);
    return true;
  }

  /** A request whose beginning could not be written is told so at once, and recorded as refused. */
  private Ticket refuse(Ticket ticket) {
    if (ticket.entry instanceof RecordEntry.Begun(var start)) {
      ticket.settle(Ticket.State.FAILED);
      var refusal = new Ticket(refused(start), null);
      weight.addAndGet(refusal.weight() - ticket.weight());
      return refusal;
    }
    return ticket;
  }

  private RecordEntry refused(RequestStart start) {
    var error = new ProxyError.RecordUnavailable();
    var end =
        new RequestEnd(
            start.id(),
            RequestStatus.FAILED,
            error.status(),
            error.code(),
            error.message(),
            null,
            null,
            null,
            null,
            null,
            null,
            Duration.between(start.createdAt(), clock.instant()),
            null,
            null,
            Cost.NONE,
            0);
    return new RecordEntry.Ended(start, end, null, List.of());
  }

  private void sync() {
    try {
      log.sync();
      dirty = false;
      unsynced = false;
    } catch (DatabaseException e) {
      if (!unsynced) {
        unsynced = true;
        LOG.warning(() -> "The record is not yet safe from a power cut. " + e.getMessage());
      }
    }
    syncedAt = System.nanoTime();
  }
}
