package dev.keyporter.db.thread;

import java.time.Duration;

/**
 * Measures the time since it was started, the machine's sleep included. Java's monotonic clock
 * stands still while a Linux machine is suspended, and the wall clock may be set: whichever of the
 * two says more counts, so that the time is never too short unless the clock was set back during
 * the sleep.
 *
 * @param nanos the monotonic clock when it was started
 * @param millis the wall clock when it was started
 */
public record Stopwatch(long nanos, long millis) {
  public static Stopwatch start() {
    return new Stopwatch(System.nanoTime(), System.currentTimeMillis());
  }

  /** Never negative. */
  public Duration elapsed() {
    return Duration.ofNanos(
        Math.max(0, elapsedNanos(System.nanoTime(), System.currentTimeMillis())));
  }

  /** Whether at least this much time has passed; cheap enough to be asked for every request. */
  public boolean isOver(Duration limit) {
    return elapsedNanos(System.nanoTime(), System.currentTimeMillis()) >= limit.toNanos();
  }

  long elapsedNanos(long nanosNow, long millisNow) {
    return Math.max(nanosNow - nanos, Duration.ofMillis(millisNow - millis).toNanos());
  }
}
