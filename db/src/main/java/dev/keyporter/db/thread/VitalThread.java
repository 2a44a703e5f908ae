package dev.keyporter.db.thread;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that others depend on. It works in rounds and outlives whatever a round throws,
 * errors included: a round that fails for want of memory is tried again like any other. A failure
 * is logged when it begins and when it is over, not at every round. The thread is never
 * interrupted: an interrupt in the middle of a write would close H2's file.
 */
public final class VitalThread implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(VitalThread.class.getName());
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  /** One round of the work. */
  @FunctionalInterface
  public interface Round {
    /**
     * Works; where it throws, it is called again 100 ms later.
     *
     * @return how long to rest before the next round; null where this was the last
     */
    @Nullable Duration run() throws Exception;
  }

  /** Work that is the same in each round. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  private final String work;
  private final Round round;
  private final Thread thread;
  private volatile boolean isClosing;
  private volatile boolean isWoken;
  private volatile boolean isFailing;
  private volatile Stopwatch sinceSuccess = Stopwatch.start();

  /** A failure that the log does not name yet. The thread's own, as is what follows. */
  private @Nullable Throwable untold;

  /** Whether the log names a failure whose end it does not name yet. */
  private boolean isTold;

  private VitalThread(String name, String work, Duration firstRest, Round round) {
    this.work = work;
    this.round = round;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(firstRest));
  }

  /**
   * Starts a thread that works until a round says that it was the last, or the thread is closed.
   *
   * @param name of the thread
   * @param work what it does, as a sentence of the log begins: {@code Looking for changes}
   */
  public static VitalThread start(String name, String work, Round round) {
    return start(name, work, Duration.ZERO, round);
  }

  /** The same, with a rest before the first round. */
  public static VitalThread start(String name, String work, Duration firstRest, Round round) {
    return started(new VitalThread(name, work, firstRest, round));
  }

  /** Starts a thread that rests and works in turn until it is closed. */
  public static VitalThread every(Duration rest, String name, String work, Task task) {
    return started(
        new VitalThread(
            name,
            work,
            rest,
            () -> {
              task.run();
              return rest;
            }));
  }

  private static VitalThread started(VitalThread vital) {
    vital.thread.start();
    return vital;
  }

  private void run(Duration firstRest) {
    Duration rest = firstRest;
    while (rest != null && !isClosing) {
      rest(rest);
      if (!isClosing) {
        rest = attempt();
      }
    }
  }

  private @Nullable Duration attempt() {
    try {
      Stopwatch started = Stopwatch.start();
      Duration rest = round.run();
      sinceSuccess = started;
      isFailing = false;
      tell();
      return rest;
    } catch (Throwable thrown) { // Whatever it is: others depend on the next round.
      // Nobody interrupts it; a flag left behind would make every later wait fail.
      boolean _ = Thread.interrupted();
      if (!isFailing && !isTold) {
        untold = thrown;
      }
      isFailing = true;
      tell();
      return AFTER_FAILURE;
    }
  }

  /** Says what has changed, now or, where there is no memory even for that, after a later round. */
  private void tell() {
    try {
      if (untold != null) {
        LOG.log(Level.WARNING, untold, () -> work + " failed. It is tried again.");
        untold = null;
        isTold = true;
      }
      if (isTold && !isFailing) {
        LOG.info(() -> work + " works again.");
        isTold = false;
      }
    } catch (Throwable _) {
      // It stays to be told.
    }
  }

  private void rest(Duration duration) {
    long start = System.nanoTime();
    long left = duration.toNanos();
    while (left > 0 && !isWoken && !isClosing) {
      LockSupport.parkNanos(this, left);
      left = duration.toNanos() - (System.nanoTime() - start);
    }
    isWoken = false;
  }

  /** Ends the rest that is going on, or the next one. Costs nothing while a round is at work. */
  public void wake() {
    isWoken = true;
    LockSupport.unpark(thread);
  }

  /** Whether there will be another round. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Whether the last round failed. */
  public boolean isFailing() {
    return isFailing;
  }

  /** The time since the last round that succeeded began; since its start while none has. */
  public Stopwatch sinceSuccess() {
    return sinceSuccess;
  }

  /**
   * Waits for the last round, for this long at most.
   *
   * @return whether the thread has ended
   */
  public boolean join(Duration patience) {
    try {
      return thread.join(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Begins no other round, and waits for the one that is going on. */
  @Override
  public void close() {
    beginNoOther();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes several, whose last rounds go on beside each other. */
  public static void close(Collection<VitalThread> threads) {
    for (VitalThread vital : threads) {
      vital.beginNoOther();
    }
    for (VitalThread vital : threads) {
      vital.close();
    }
  }

  private void beginNoOther() {
    isClosing = true;
    LockSupport.unpark(thread);
  }
}
