package dev.keyporter.db.engine;

import dev.keyporter.db.thread.VitalThread;
import java.time.Duration;

/**
 * Looks after the shared database, whatever happens to it: each kind of work on a thread of its
 * own, so that none waits for another that is stuck.
 */
public final class Watch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration RECOVERY_PAUSE = Duration.ofSeconds(2);

  private final DedicatedConnection connection;
  private final VitalThread changes;
  private final VitalThread own;
  private final VitalThread recovery;

  /**
   * @param recovery looks for processes that died; called every two seconds
   */
  public Watch(ConnectionPool pool, Changes changes, Instances instances, Runnable recovery) {
    this.connection = new DedicatedConnection(pool);
    this.changes =
        VitalThread.every(
            PAUSE,
            "keyporter-changes",
            "Looking for administrative changes",
            () -> changes.poll(connection));
    this.own =
        VitalThread.every(
            PAUSE, "keyporter-instance", "Keeping this process's lock", instances::keepOwn);
    this.recovery =
        VitalThread.every(
            RECOVERY_PAUSE, "keyporter-recovery", "Looking for processes that died", recovery::run);
  }

  @Override
  public void close() {
    VitalThread.close(changes, own, recovery);
    connection.close();
  }
}
