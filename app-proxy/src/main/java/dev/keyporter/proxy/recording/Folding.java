package dev.keyporter.proxy.recording;

import dev.keyporter.db.engine.DatabaseException;
import dev.keyporter.db.journal.Journal;
import dev.keyporter.db.journal.Segment;
import dev.keyporter.db.traffic.RecordEntry;
import java.time.Duration;
import java.util.List;

/**
 * What goes into the journal, and when the writing thread brings it into the database: about once a
 * second, so that a transaction holds much; sooner where much waits or somebody waits for it.
 */
final class Folding {
  /** From one folding to the next. */
  private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  /** After a rest: what follows a request's beginning at once is folded with it. */
  private static final long GATHER_NANOS = Duration.ofMillis(100).toNanos();

  /** How often it is seen whether another process waits for a folding. */
  private static final long OTHERS_NANOS = Duration.ofMillis(30).toNanos();

  /** With more unwritten, in bytes, it is time to fold. */
  private static final long MAX_WEIGHT = 4L << 20;

  /** A larger entry, in bytes, goes straight into the database: it would be written twice. */
  private static final long MAX_ENTRY_WEIGHT = 1L << 20;

  private final Journal journal;
  private volatile boolean isHurried;

  /** Whether what has gathered is being folded, however many transactions it takes. */
  private boolean isFolding;

  /** When the first came of what gathers; 0 while nothing does. The writer's own, as the rest. */
  private long gatheredSince;

  private long foldedAt = System.nanoTime() - INTERVAL_NANOS;

  /**
   * @param wake wakes the writing thread where somebody waits for a folding
   */
  Folding(Journal journal, Runnable wake) {
    this.journal = journal;
    journal.foldedBy(
        () -> {
          hurry();
          wake.run();
        });
  }

  /** The next folding comes at once. */
  void hurry() {
    isHurried = true;
  }

  /** Whether the writing thread is to be woken for what has come. */
  boolean isUrgent(long unwritten) {
    return isHurried || unwritten > MAX_WEIGHT;
  }

  /**
   * Makes an entry durable.
   *
   * @return to be told once it is in the database
   * @throws DatabaseException where it must wait for the database instead
   */
  Segment append(RecordEntry entry) {
    if (entry.weight() > MAX_ENTRY_WEIGHT) {
      throw new DatabaseException(DatabaseException.Kind.OTHER, "It is too large for the journal.");
    }
    return journal.append(List.of(entry));
  }

  /**
   * Whether it is time to fold what has gathered.
   *
   * @return how long to wait before this is asked again; zero where it is time
   */
  Duration untilDue(long unwritten) {
    long now = System.nanoTime();
    if (gatheredSince == 0) {
      gatheredSince = now | 1;
    }
    long wait = Math.max(foldedAt + INTERVAL_NANOS - now, gatheredSince + GATHER_NANOS - now);
    if (!isFolding && wait > 0 && !isUrgent(unwritten) && !journal.othersWait()) {
      return Duration.ofNanos(Math.min(wait, OTHERS_NANOS));
    }
    if (!isFolding) {
      isFolding = true;
      isHurried = false;
      journal.turn();
    }
    return Duration.ZERO;
  }

  /** What was written is safe from a power cut: its files can go. */
  void synced() {
    journal.discardFolded();
  }

  /** Nothing is left to write. */
  void ended() {
    isFolding = false;
    gatheredSince = 0;
    foldedAt = System.nanoTime();
  }
}
