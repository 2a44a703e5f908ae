package dev.keyporter.db.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Stopwatch watch = new Stopwatch(Long.MAX_VALUE - SECOND, 1_000_000);

  @Test
  void countsWhatTheMonotonicClockCounts() {
    // That clock may pass the largest number on its way.
    assertEquals(3 * SECOND, watch.elapsedNanos(watch.nanos() + 3 * SECOND, 1_003_000));
  }

  @Test
  void countsTheSleepOfTheMachine() {
    assertEquals(60 * SECOND, watch.elapsedNanos(watch.nanos() + SECOND, 1_060_000));
  }

  @Test
  void countsOnWhereTheClockIsSetBack() {
    assertEquals(3 * SECOND, watch.elapsedNanos(watch.nanos() + 3 * SECOND, 0));
  }

  @Test
  void isOverWhenTheLimitIsReached() {
    Stopwatch started = Stopwatch.start();
    assertTrue(started.isOver(Duration.ZERO));
    assertFalse(started.isOver(Duration.ofHours(1)));
    assertTrue(started.elapsed().compareTo(Duration.ofHours(1)) < 0);
  }
}
