package dev.keyporter.db.engine;

import dev.keyporter.db.thread.Stopwatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The signs of life of processes that share a PostgreSQL: each raises the count in its row every
 * {@link #INTERVAL}, and counts as dead where others have seen the same count for {@link #LEASE}.
 * Whoever looks measures that time with a clock of its own and without a gap in its looking, so
 * that neither a clock that is set, nor a database that was away for all, nor its own sleep makes a
 * living process look dead.
 */
final class Heartbeats implements SignsOfLife {
  static final Duration INTERVAL = Duration.ofSeconds(2);
  static final Duration LEASE = Duration.ofSeconds(10);

  /** After a longer pause between two looks, what was seen before says nothing. */
  private static final Duration LONGEST_GAP = Duration.ofSeconds(5);

  private Map<UUID, Seen> seen = Map.of();

  private record Seen(long heartbeat, Stopwatch since, Stopwatch last) {
    /** Whether it has not stirred since, and was looked at all the time. */
    boolean goesOn(DeadInstance suspect) {
      return heartbeat == suspect.heartbeat() && !last.isOver(LONGEST_GAP);
    }
  }

  @Override
  public boolean begin(UUID own) {
    return true;
  }

  @Override
  public synchronized List<DeadInstance> dead(List<DeadInstance> suspects) {
    Stopwatch now = Stopwatch.start();
    Map<UUID, Seen> before = seen;
    seen = new HashMap<>(); // What is not among them any more has ended.
    return suspects.stream().filter(suspect -> isDead(suspect, before, now)).toList();
  }

  private boolean isDead(DeadInstance suspect, Map<UUID, Seen> before, Stopwatch now) {
    Seen last = before.get(suspect.id());
    Stopwatch since = last != null && last.goesOn(suspect) ? last.since : now;
    seen.put(suspect.id(), new Seen(suspect.heartbeat(), since, now));
    return since.isOver(LEASE);
  }

  @Override
  public void close() {
    // Its row says that it ended.
  }
}
