package dev.keyporter.proxy.recording;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.journal.Journal;
import dev.keyporter.db.thread.VitalThread;
import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.db.traffic.RequestLog;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestStart;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.memory.BodyMemory;
import dev.keyporter.proxy.time.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries durable, many in one transaction: while one batch is written, the next one gathers.
 * One thread writes, and outlives whatever a writing throws. What could not be written stays here
 * and is tried again until it is, or until the record takes others but never this: then it is given
 * up, its bodies first.
 *
 * <p>Without a journal an entry is durable once it is in the database, and the writer waits for
 * nothing but work. With one, an entry is durable as soon as the journal has it, on its caller's
 * own thread, and the writer follows when {@link Folding} says so. An entry that the journal does
 * not take waits for the database as if there were none.
 *
 * <p>An entry stays in the backlog until it is known to be written. So an error at any place, want
 * of memory included, at worst has it written twice, which changes nothing.
 */
final class GroupCommit {
  private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
  private static final int MAX_BATCH = 1000;
  private static final long MAX_BATCH_WEIGHT = 8L << 20;

  /** So many bytes may take a second to write, on a slow disk and a busy machine. */
  private static final long WEIGHT_A_SECOND = 4L << 20;

  private static final long SYNC_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Until somebody wakes it. */
  private static final Duration WITHOUT_WORK = Duration.ofHours(1);

  /** After so many failures on its own, with others written meanwhile, an entry is given up. */
  private static final int MAX_REJECTIONS = 3;

  private final RequestLog log;
  private final @Nullable Folding folding;
  private final Clock clock;
  private final OpenRequests open;

  /** Whose callers wait, for the end of their patience. */
  private final Rounds<Ticket> awaited =
      new Rounds<>("record watch", Duration.ofMillis(50), Ticket::wakeWhenOverdue);

  private final Queue<Ticket> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicLong weight = new AtomicLong();

  /** Taken from the arrivals and not yet written, oldest first. The writer's own. */
  private final List<Ticket> backlog = new ArrayList<>();

  private final VitalThread writer;
  private volatile boolean idle;
  private volatile boolean closing;

  /**
   * When the writing that is going on began, or failed first, later by what large bodies in it may
   * take; 0 while there is none.
   */
  private volatile long busySince;

  private long syncedAt = System.nanoTime();
  private boolean dirty;

  /** In a row. Written by the writer alone. */
  private volatile int failures;

  /** Said once, however often it is tried again. */
  private final AtomicBoolean unavailable = new AtomicBoolean();

  private boolean unsynced;

  /**
   * @param journal makes entries durable before the database does; null where there is none
   */
  GroupCommit(RequestLog log, @Nullable Journal journal, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.open = new OpenRequests(clock);
    this.folding = journal == null ? null : new Folding(journal, this::wake);
    this.writer = VitalThread.start("keyporter-record", "Writing the record", this::round);
  }

  private void wake() {
    writer.wake();
  }

  /** Puts an entry in line without waiting for it. */
  Ticket add(RecordEntry entry, boolean awaited) {
    return add(entry, awaited, null);
  }

  /**
   * Puts an entry in line without waiting for it.
   *
   * @param memory what its bodies take, given back once it is written
   */
  Ticket add(RecordEntry entry, boolean awaited, BodyMemory.@Nullable Share memory) {
    var ticket = new Ticket(entry, awaited ? Thread.currentThread() : null, memory);
    if (awaited && folding != null) {
      append(ticket, folding);
    }
    arrivals.add(ticket);
    long unwritten = weight.addAndGet(counted(ticket));
    if (idle || (folding != null && folding.isUrgent(unwritten))) {
      writer.wake();
    }
    return ticket;
  }

  private static void append(Ticket ticket, Folding folding) {
    try {
      ticket.journaled(folding.append(ticket.entry()));
    } catch (DatabaseException | OutOfMemoryError _) {
      // The database takes it, or says itself why it cannot.
      folding.hurry();
    }
  }

  /** Waits until the entry is durable or given up, or the time is over; says where it stands. */
  Ticket.State await(Ticket ticket, Duration patience) {
    if (ticket.state() != Ticket.State.WAITING) {
      return ticket.state();
    }
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

  /** How long nothing has been written although something waits, beyond what it may take. */
  Duration stuck() {
    long since = busySince;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, System.nanoTime() - since));
  }

  /** Whether the last attempt wrote anything. */
  boolean isWriting() {
    return failures == 0 && writer.isAlive();
  }

  /** Whether entries are durable before the database has them. */
  boolean isJournaled() {
    return folding != null && writer.isAlive();
  }

  /** Large bodies have a bound of their own, and a few must not make all others wait. */
  private static long counted(Ticket ticket) {
    return Math.min(ticket.weight(), BodyMemory.SMALL);
  }

  /** Roughly the memory held by what is not written yet, large bodies aside, in bytes. */
  long weight() {
    return weight.get();
  }

  /** Takes no requests any more, and writes what is there, for {@code patience} at most. */
  boolean drain(Duration patience) {
    closing = true;
    writer.wake();
    return writer.join(patience);
  }

  boolean closing() {
    return closing;
  }

  /**
   * Writes once, where there is something to write.
   *
   * @return how long to rest; null where nothing will follow
   */
  private @Nullable Duration round() {
    idle = false;
    takeArrivals();
    Duration rest = Duration.ZERO;
    if (!backlog.isEmpty()) {
      Duration gathering = untilDue();
      if (gathering.isPositive()) {
        return gathering;
      }
      rest = writeBatch();
    } else if (closing) {
      sync();
      return null;
    }
    boolean isFolded = folding != null && backlog.isEmpty();
    if (dirty && (isFolded || System.nanoTime() - syncedAt >= SYNC_NANOS)) {
      sync();
    }
    if (folding != null && isFolded) {
      folding.ended();
    }
    return backlog.isEmpty() ? untilNext() : rest;
  }

  private Duration untilDue() {
    if (folding == null || closing || failures > 0) {
      return Duration.ZERO;
    }
    Duration gathering = folding.untilDue(weight.get());
    if (gathering.isZero()) {
      // What came into the files that are folded now.
      takeArrivals();
    }
    return gathering;
  }

  private void takeArrivals() {
    for (Ticket ticket = arrivals.peek(); ticket != null; ticket = arrivals.peek()) {
      backlog.add(ticket);
      arrivals.remove();
    }
  }

  private Duration untilNext() {
    idle = true;
    if (!arrivals.isEmpty() || closing) {
      return Duration.ZERO;
    }
    return dirty
        ? Duration.ofNanos(Math.max(0, syncedAt + SYNC_NANOS - System.nanoTime()))
        : WITHOUT_WORK;
  }

  /** Gives how long to rest after it. */
  private Duration writeBatch() {
    List<Ticket> batch = nextBatch();
    if (busySince == 0) {
      long weight = batch.stream().mapToLong(Ticket::weight).sum();
      busySince = (System.nanoTime() + toWrite(weight).toNanos()) | 1;
    }
    boolean isAnswered = true;
    try {
      write(batch);
      failures = 0;
    } catch (Throwable failure) { // Errors, too: the batch is written again, whatever it was.
      isAnswered = isAnswer(failure);
      tellUnavailable(failure);
      if (isAnswered) {
        writeSingly(batch, failure);
      }
      // Known before its callers are told.
      failures = batch.stream().anyMatch(Ticket::isDone) ? 0 : failures + 1;
      batch.forEach(this::refuse);
    }
    backlog.removeIf(Ticket::isDone);
    if (isAnswered) {
      busySince = 0;
    }
    return failures == 0
        ? Duration.ZERO
        : Duration.ofMillis(Math.min(LONGEST_PAUSE.toMillis(), 5L << Math.min(failures, 8)));
  }

  /**
   * What the writing of large bodies may take before anybody calls it stuck; none of small ones.
   */
  static Duration toWrite(long weight) {
    return Duration.ofSeconds(weight / WEIGHT_A_SECOND);
  }

  private List<Ticket> nextBatch() {
    int count = 0;
    long batchWeight = 0;
    while (count < Math.min(backlog.size(), MAX_BATCH)
        && (count == 0 || batchWeight < MAX_BATCH_WEIGHT)) {
      batchWeight += backlog.get(count++).weight();
    }
    return new ArrayList<>(backlog.subList(0, count));
  }

  private void tellUnavailable(Throwable failure) {
    if (unavailable.compareAndSet(false, true)) {
      if (failure instanceof DatabaseException known) {
        LOG.warning(() -> "The record cannot be written. " + known.getMessage());
      } else {
        LOG.log(Level.WARNING, failure, () -> "The record cannot be written.");
      }
    }
  }

  /** The same where nobody waits any longer: the database's own failure may come much later. */
  void tellNoAnswer() {
    if (unavailable.compareAndSet(false, true)) {
      LOG.warning("The record cannot be written. The database does not answer.");
    }
  }

  /**
   * Whether the database is there and refuses what it was asked, and not everything. So is what is
   * no failure of the database: a mistake in one entry, or one for which there is no memory.
   */
  private static boolean isAnswer(Throwable failure) {
    return !(failure instanceof DatabaseException known)
        || switch (known.kind()) {
          case CONFLICT, OTHER -> true;
          case UNREACHABLE,
              BUSY,
              NEWER_THAN_PROGRAM,
              NOT_WRITABLE,
              FULL,
              WRONG_PASSWORD,
              BAD_SETTINGS ->
              false;
        };
  }

  private void write(List<Ticket> batch) {
    long now = System.nanoTime();
    var entries = new ArrayList<RecordEntry>(batch.size() + 1);
    for (Ticket ticket : batch) {
      entries.add(ticket.entry());
    }
    open.mark(entries, now).ifPresent(entries::add);
    log.write(entries);
    dirty = true;
    open.written(entries, now);
    batch.forEach(this::written);
    if (unavailable.compareAndSet(true, false)) {
      LOG.info("The record is written again.");
    }
  }

  private void written(Ticket ticket) {
    if (!ticket.settle(Ticket.State.DURABLE)
        && ticket.state() == Ticket.State.ABANDONED
        && ticket.entry() instanceof RecordEntry.Begun(var start)) {
      // Its caller has gone away with an error while it was on its way: that is written next.
      ticket.become(refused(start));
    } else {
      leave(ticket);
    }
  }

  private void leave(Ticket ticket) {
    if (!ticket.isDone()) { // After an error in between it is written again, but counted once.
      weight.addAndGet(-counted(ticket));
      ticket.done();
    }
  }

  /** One bad entry must not hold up all others: writes each alone. */
  private void writeSingly(List<Ticket> batch, Throwable failure) {
    int failed = 0;
    boolean written = false;
    for (Ticket ticket : batch) {
      // Two failures and no success: it is not the entries.
      if (written || failed < 2) {
        try {
          write(List.of(ticket));
          written = true;
        } catch (Throwable _) { // Told apart below.
          failed++;
        }
      }
    }
    // An error is of an entry's own making also where there is no other to compare it with.
    if (written || failure instanceof Error) {
      for (Ticket ticket : batch) {
        if (!ticket.isDone() && ++ticket.rejections >= MAX_REJECTIONS) {
          giveUp(ticket, written);
        }
      }
    }
  }

  private void giveUp(Ticket ticket, boolean otherWritten) {
    long before = counted(ticket);
    if (ticket.dropBodies()) {
      weight.addAndGet(counted(ticket) - before);
      LOG.severe("The bodies of a request cannot be written: it is recorded without them.");
    } else if (otherWritten) {
      LOG.severe("An entry of the record cannot be written and is lost.");
      ticket.settle(Ticket.State.FAILED);
      leave(ticket);
    }
  }

  /** A request whose beginning could not be written is told so at once, and recorded as refused. */
  private void refuse(Ticket ticket) {
    if (!ticket.isDone()
        && ticket.state() != Ticket.State.DURABLE
        && ticket.entry() instanceof RecordEntry.Begun(var start)) {
      ticket.settle(Ticket.State.FAILED);
      ticket.become(refused(start));
    }
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
    syncedAt = System.nanoTime();
    try {
      log.sync();
      dirty = false;
      unsynced = false;
      if (folding != null) {
        folding.synced();
      }
    } catch (RuntimeException e) {
      if (!unsynced) {
        unsynced = true;
        String why = e instanceof DatabaseException ? " " + e.getMessage() : "";
        LOG.warning(() -> "The record is not yet safe from a power cut." + why);
      }
    }
    syncedAt = System.nanoTime();
  }
}
