package dev.keyporter.proxy.memory;

import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyException;
import java.time.Duration;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory that all bodies of a process may take together, in bytes. Whoever is about to hold
 * bytes of a body asks for them first, waits a moment where there is no room, and is then refused.
 *
 * <p>Large bodies never get all of it: a quarter is kept for those of up to {@link #SMALL} bytes,
 * and of those that wait the smallest comes first. So large ones are the first to be refused.
 */
public final class BodyMemory {
  /** Up to here a body is small, 1 MiB. */
  public static final long SMALL = 1L << 20;

  /** What a small one takes at most while it grows. */
  private static final long SMALL_SHARE = 2 * SMALL;

  /** How long a body waits for room before it is refused. */
  public static final Duration PATIENCE = Duration.ofMillis(1500);

  /** What the program needs beside bodies, the database's cache included. */
  private static final long REST_OF_PROGRAM = 96L << 20;

  private static final long LEAST = 8L << 20;

  private final long limit;
  private final long limitOfLarge;
  private final long patienceNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeSet<Waiter> waiters =
      new TreeSet<>(
          Comparator.comparingLong(Waiter::total).thenComparingLong(waiter -> waiter.number));
  private long held;
  private long lastNumber;

  /**
   * @param limit in bytes
   */
  public BodyMemory(long limit) {
    this(limit, PATIENCE);
  }

  BodyMemory(long limit, Duration patience) {
    this.limit = limit;
    this.limitOfLarge = limit - limit / 4;
    this.patienceNanos = patience.toNanos();
  }

  /**
   * Half of what the heap may grow to beyond the program's own need: the other half is for what is
   * made of a body in passing, and for arrays that must lie in one piece.
   */
  public static BodyMemory ofHeap() {
    return new BodyMemory(
        Math.max(LEAST, (Runtime.getRuntime().maxMemory() - REST_OF_PROGRAM) / 2));
  }

  /** For what is read back from the record, a body at a time. */
  public static BodyMemory unbounded() {
    return new BodyMemory(Long.MAX_VALUE);
  }

  /** Nothing yet, for the bodies of one request. */
  public Share share() {
    return new Share();
  }

  /** The longest body that can be taken at all: it needs its size again while it is recorded. */
  public long longestBody() {
    return limitOfLarge / 2;
  }

  /** What is held now, in bytes. */
  public long held() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  private boolean acquire(long bytes, long total) {
    lock.lock();
    try {
      boolean isNext = waiters.isEmpty() || waiters.first().total > total;
      if (isNext && fits(bytes, total)) {
        held += bytes;
        return true;
      }
      if (total > limitOf(total)) {
        return false;
      }
      var waiter = new Waiter(bytes, total, ++lastNumber, lock.newCondition());
      waiters.add(waiter);
      try {
        long left = patienceNanos;
        while (!waiter.isServed && left > 0) {
          left = waiter.served.awaitNanos(left);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      if (waiters.remove(waiter)) {
        // Those behind it may have waited for nothing else.
        serve();
      }
      return waiter.isServed;
    } finally {
      lock.unlock();
    }
  }

  private void acquireAnyway(long bytes) {
    lock.lock();
    try {
      held += bytes;
    } finally {
      lock.unlock();
    }
  }

  private void release(long bytes) {
    lock.lock();
    try {
      held -= bytes;
      serve();
    } finally {
      lock.unlock();
    }
  }

  /** Lets those go on for whom there is room, the smallest first. */
  private void serve() {
    for (var each = waiters.iterator(); each.hasNext(); ) {
      Waiter waiter = each.next();
      if (fits(waiter.bytes, waiter.total)) {
        held += waiter.bytes;
        waiter.isServed = true;
        waiter.served.signal();
        each.remove();
      }
    }
  }

  private boolean fits(long bytes, long total) {
    return held + bytes <= limitOf(total);
  }

  private long limitOf(long total) {
    return total > SMALL_SHARE ? limitOfLarge : limit;
  }

  private static final class Waiter {
    private final long bytes;
    private final long total;
    private final long number;
    private final Condition served;
    private boolean isServed;

    Waiter(long bytes, long total, long number, Condition served) {
      this.bytes = bytes;
      this.total = total;
      this.number = number;
      this.served = served;
    }

    long total() {
      return total;
    }
  }

  /** What one holder has. One thread at a time may use it. */
  public final class Share implements AutoCloseable {
    private long bytes;

    private Share() {}

    /** How many bytes it has. */
    public long bytes() {
      return bytes;
    }

    /** Takes so many bytes more; waits for them, and is false where there is no room. */
    public boolean offer(long more) {
      if (!acquire(more, bytes + more)) {
        return false;
      }
      bytes += more;
      return true;
    }

    /**
     * Takes so many bytes more.
     *
     * @throws ProxyException with {@link ProxyError.BodyMemoryExhausted} where there is no room
     */
    public void take(long more) {
      if (!offer(more)) {
        throw new ProxyException(new ProxyError.BodyMemoryExhausted());
      }
    }

    /** Has so many bytes from now on, room or not: they are there already. */
    public void become(long now) {
      if (now > bytes) {
        acquireAnyway(now - bytes);
      } else if (now < bytes) {
        release(bytes - now);
      }
      bytes = now;
    }

    /** Gives back so many bytes. */
    public void giveBack(long less) {
      become(bytes - less);
    }

    /** A share of the same memory, with nothing yet. */
    public Share beside() {
      return share();
    }

    /** Gives all of it back. */
    @Override
    public void close() {
      become(0);
    }
  }
}
