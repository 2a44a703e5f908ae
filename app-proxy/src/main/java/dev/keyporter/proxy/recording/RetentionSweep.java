package dev.keyporter.proxy.recording;

import dev.keyporter.db.Database;
import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.model.traffic.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** Erases what has been kept long enough: once an hour, in small steps with pauses between. */
public final class RetentionSweep implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RetentionSweep.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofHours(1);

  /** Longer than a step takes, so that the record has the database most of the time. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Database database;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  public RetentionSweep(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("keyporter-retention").start(this::run);
  }

  private void run() {
    try {
      Duration pause = FIRST;
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = eraseSome() ? PAUSE : INTERVAL;
      }
    } catch (InterruptedException _) {
      // Closing.
    }
  }

  private boolean eraseSome() {
    try {
      Retention retention = database.settings().retention();
      return database.expired().eraseSome(retention, clock.instant());
    } catch (DatabaseException e) {
      LOG.warning(() -> "Expired parts of the record could not be erased. " + e.getMessage());
      return false;
    }
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
