package dev.keyporter.proxy.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds back the process's end when one is asked for (Ctrl-C, SIGTERM) until everything is closed.
 * Closing it says that this is so.
 */
final class StopHook implements AutoCloseable {
  private final Runnable ask;
  private final Duration patience;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean isAsked;

  /**
   * Holds it back from now on.
   *
   * @param ask sees to it that what is going on is closed
   * @param patience how long that may take; then the process ends in whatever state it is
   */
  StopHook(Runnable ask, Duration patience) {
    this.ask = ask;
    this.patience = patience;
    this.thread = Thread.ofPlatform().name("keyporter-stop").unstarted(this::hold);
    Runtime.getRuntime().addShutdownHook(thread);
  }

  /** Keeps the process alive, and then ends it with status 0. */
  private void hold() {
    isAsked = true;
    ask.run();
    try {
      var _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    // A stop that was asked for is no failure; without this, the status would be the signal's.
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void close() {
    ended.countDown();
    if (!isAsked) {
      Runtime.getRuntime().removeShutdownHook(thread);
    }
  }
}
