package dev.keyporter.proxy.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread, or another process, is about to do. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Eventually() {}

  /** Something that may hold. */
  public interface Condition<X extends Exception> {
    boolean holds() throws X;
  }

  /** Returns once it holds; fails where it does not within 30 seconds. */
  public static <X extends Exception> void holds(Condition<X> condition) throws X {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("It did not come to pass.");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
