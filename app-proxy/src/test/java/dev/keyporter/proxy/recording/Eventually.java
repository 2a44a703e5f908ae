package dev.keyporter.proxy.recording;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do. */
final class Eventually {
  private Eventually() {}

  static void holds(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > RecorderFixture.PATIENCE.toNanos()) {
        fail("It did not come to pass.");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
