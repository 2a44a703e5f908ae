package dev.keyporter.proxy.upstream;

import org.jspecify.annotations.Nullable;

/**
 * Ends one call from another thread: closes whatever connection the call is using, in whatever
 * state it is. No thread is interrupted, so nothing else the caller does is disturbed. For one call
 * at a time.
 */
public final class Cancellation {
  private boolean cancelled;
  private @Nullable Runnable stop;

  /** Ends the call, or the next one if there is none yet. Does not block; repeating is harmless. */
  public void cancel() {
    Runnable running;
    synchronized (this) {
      cancelled = true;
      running = stop;
      stop = null;
    }
    if (running != null) {
      running.run();
    }
  }

  /** Whether {@link #cancel()} was called. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * From now on cancelling runs {@code action}, in place of what it ran before.
   *
   * @return false when cancelled already: the action was not taken, and is not run
   */
  synchronized boolean onCancel(Runnable action) {
    if (cancelled) {
      return false;
    }
    stop = action;
    return true;
  }

  /**
   * From now on cancelling closes nothing.
   *
   * @return false when cancelled already
   */
  synchronized boolean release() {
    stop = null;
    return !cancelled;
  }
}
