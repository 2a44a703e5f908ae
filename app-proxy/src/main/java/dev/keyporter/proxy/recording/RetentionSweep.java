package dev.keyporter.proxy.recording;

import dev.keyporter.db.Database;
import dev.keyporter.db.thread.VitalThread;
import dev.keyporter.model.traffic.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Erases what has been kept long enough: once an hour, in small steps with pauses between. */
public final class RetentionSweep implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RetentionSweep.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

  /** Longer than a step takes, so that the record has the database most of the time. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Database database;
  private final Clock clock;
  private final VitalThread thread;

  /** The thread's own. */
  private boolean hasBegun;

  public RetentionSweep(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.thread =
        VitalThread.start(
            "keyporter-retention", "Erasing expired parts of the record", this::eraseSome);
  }

  private Duration eraseSome() {
    if (!hasBegun) {
      hasBegun = true;
      return FIRST;
    }
    try {
      Retention retention = database.settings().retention();
      return database.expired().eraseSome(retention, clock.instant()) ? PAUSE : INTERVAL;
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, e, () -> "Expired parts of the record could not be erased.");
      return AFTER_FAILURE;
    }
  }

  /** Whether it goes on. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    thread.close();
  }
}
