package dev.keyporter.db.engine;

import dev.keyporter.db.thread.VitalThread;
import java.time.Duration;
import java.util.Optional;
import org.jooq.SQLDialect;

/**
 * Gives the space back that H2's file no longer needs, while the database is in use: H2 does so
 * itself only where commits may be written late, which ours may not. It works in {@linkplain
 * CompactionStep steps}, with rests, so that a twentieth of the time goes into it at most.
 *
 * <p>Only the process that has the file open can do it; any of those that share it may come to be
 * that one.
 */
public final class Compaction implements AutoCloseable {
  /** What is worked on next waits this many times as long as the step before took. */
  private static final int RESTS = 20;

  private static final Duration SHORT_REST = Duration.ofMillis(100);
  private static final Duration LONG_REST = Duration.ofSeconds(5);

  private final FreeSpace space;
  private final DedicatedConnection connection;
  private final CompactionStep step = new CompactionStep();
  private final VitalThread thread;

  private Compaction(ConnectionPool pool, DataDirectory directory) {
    this.space = new FreeSpace(directory);
    this.connection = new DedicatedConnection(pool);
    this.thread =
        VitalThread.start("keyporter-compaction", "Giving space back", LONG_REST, this::round);
  }

  /** Begins, on a thread of its own; nothing where the database is a server's. */
  public static Optional<Compaction> of(ConnectionPool pool, DataDirectory directory) {
    return pool.dialect() == SQLDialect.H2
        ? Optional.of(new Compaction(pool, directory))
        : Optional.empty();
  }

  private Duration round() {
    long start = System.nanoTime();
    if (!space.isEnough() || !connection.run(sql -> sql.connectionResult(step::take))) {
      return LONG_REST;
    }
    Duration rest = Duration.ofNanos((System.nanoTime() - start) * RESTS);
    return rest.compareTo(SHORT_REST) > 0 ? rest : SHORT_REST;
  }

  /** Waits for the step that is under way. */
  @Override
  public void close() {
    thread.close();
    connection.close();
  }
}
