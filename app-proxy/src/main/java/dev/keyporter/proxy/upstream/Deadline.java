package dev.keyporter.proxy.upstream;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A point in time by which several steps together must be done. */
record Deadline(long nanoTime) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Milliseconds left, at least 1. */
  int leftMillis() throws SocketTimeoutException {
    long left = (nanoTime - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("The time to connect is over.");
    }
    return (int) left;
  }
}
