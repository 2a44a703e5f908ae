package dev.keyporter.db.engine;

import dev.keyporter.db.thread.VitalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks after the shared database, whatever happens to it: each kind of work on a thread of its
 * own, so that none waits for another that is stuck.
 */
public final class Watch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration RECOVERY = Duration.ofSeconds(2);

  private final DedicatedConnection look;
  private final DedicatedConnection beat;
  private final List<VitalThread> threads = new ArrayList<>();

  /**
   * @param recovery looks for processes that died; called every two seconds
   */
  public Watch(ConnectionPool pool, Changes changes, Instances instances, Runnable recovery) {
    this.look = new DedicatedConnection(pool);
    this.beat = new DedicatedConnection(pool);
    threads.add(
        VitalThread.every(
            LOOK,
            "keyporter-changes",
            "Looking for administrative changes",
            () -> changes.poll(look)));
    threads.add(
        VitalThread.every(
            RECOVERY, "keyporter-recovery", "Looking for processes that died", recovery::run));
    if (instances.beats()) {
      threads.add(
          VitalThread.every(
              Heartbeats.INTERVAL,
              "keyporter-heartbeat",
              "Showing that this process lives",
              () -> instances.beat(beat)));
    }
  }

  @Override
  public void close() {
    VitalThread.close(threads);
    look.close();
    beat.close();
  }
}
