package dev.keyporter.db.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks after the shared database twice a second, on one thread, whatever happens to it. */
public final class Watch implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Watch.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int ROUNDS_PER_RECOVERY = 4;

  private final Changes changes;
  private final Instances instances;
  private final Runnable recovery;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** Said once, not twice a second. The thread's own. */
  private boolean isGone;

  /**
   * @param recovery looks for processes that died; called every two seconds
   */
  public Watch(Changes changes, Instances instances, Runnable recovery) {
    this.changes = changes;
    this.instances = instances;
    this.recovery = recovery;
    this.thread = Thread.ofPlatform().daemon().name("keyporter-database-watch").start(this::run);
  }

  private void run() {
    try {
      for (int round = 1; !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS); round++) {
        attempt(instances::keepOwn);
        attempt(changes::poll);
        if (round % ROUNDS_PER_RECOVERY == 0) {
          attempt(recovery);
        }
      }
    } catch (InterruptedException _) {
      // Closing.
    }
  }

  private void attempt(Runnable task) {
    try {
      task.run();
      if (isGone) {
        isGone = false;
        LOG.info("The database can be reached again.");
      }
    } catch (RuntimeException e) {
      if (!isGone) {
        isGone = true;
        LOG.log(Level.WARNING, e, () -> "The database is out of reach. " + sentence(e));
      }
    }
  }

  private static String sentence(RuntimeException failure) {
    return failure instanceof DatabaseException known
        ? String.valueOf(known.getMessage())
        : "The reason is not known.";
  }

  @Override
  public void close() {
    closed.countDown();
    // Never interrupted: an interrupt in the middle of a write would close H2's file.
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
