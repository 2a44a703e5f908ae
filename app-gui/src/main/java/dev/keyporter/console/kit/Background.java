package dev.keyporter.console.kit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Work that must not hold up the window: done on virtual threads, its results handed over on
 * JavaFX's thread. Threads are never interrupted, since that would close H2's file under them.
 */
public final class Background implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Background.class.getName());
  private static final long DRAIN_SECONDS = 5;

  private final Set<Thread> working = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("keyporter-console-clock").factory());
  private volatile boolean closed;

  /**
   * Does a task.
   *
   * @param done gets the result, on JavaFX's thread, unless cancelled
   * @param failed gets what the task threw, likewise
   */
  public <T extends @Nullable Object> Work run(
      Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
    var work = new Work();
    if (closed) {
      return work;
    }
    Thread thread =
        Thread.ofVirtual()
            .name("console work")
            .unstarted(
                () -> {
                  try {
                    T result = task.call();
                    show(() -> work.settle(() -> done.accept(result)));
                  } catch (Exception e) {
                    show(() -> work.settle(() -> failed.accept(e)));
                  } catch (Error e) {
                    // Who waits for it must learn of its end all the same.
                    LOG.log(Level.SEVERE, "Work in the background failed.", e);
                    show(() -> work.settle(() -> failed.accept(new ExecutionException(e))));
                  } finally {
                    working.remove(Thread.currentThread());
                  }
                });
    working.add(thread);
    thread.start();
    return work;
  }

  /** Does a task whose failure is only worth a line in the log. */
  public Work run(Runnable task) {
    return run(
        () -> {
          task.run();
          return true;
        },
        _ -> {},
        failure -> LOG.log(Level.WARNING, "Work in the background failed.", failure));
  }

  /**
   * Does a task again and again, each time a pause after the last one ended.
   *
   * @param done gets each result, on JavaFX's thread
   * @param failed gets each failure; the task goes on being repeated
   */
  public <T extends @Nullable Object> Work repeat(
      Duration pause, Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
    var repetition = new Work();
    schedule(repetition, pause, task, done, failed);
    return repetition;
  }

  private <T extends @Nullable Object> void schedule(
      Work repetition,
      Duration pause,
      Callable<T> task,
      Consumer<T> done,
      Consumer<Exception> failed) {
    if (repetition.isCancelled() || closed) {
      return;
    }
    run(
        task,
        result -> {
          try {
            repetition.unlessCancelled(() -> done.accept(result));
          } finally {
            again(repetition, pause, task, done, failed);
          }
        },
        failure -> {
          try {
            repetition.unlessCancelled(() -> failed.accept(failure));
          } finally {
            again(repetition, pause, task, done, failed);
          }
        });
  }

  private <T extends @Nullable Object> void again(
      Work repetition,
      Duration pause,
      Callable<T> task,
      Consumer<T> done,
      Consumer<Exception> failed) {
    if (!closed) {
      var _ =
          clock.schedule(
              () -> {
                try {
                  schedule(repetition, pause, task, done, failed);
                } catch (Error e) {
                  // No thread could be started: perhaps after the next pause.
                  again(repetition, pause, task, done, failed);
                }
              },
              pause.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  /** Does a task once, after a pause; a failure is only worth a line in the log. */
  public void later(Duration pause, Runnable task) {
    if (!closed) {
      var _ = clock.schedule(() -> run(task), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Runs an update of the window on JavaFX's thread, at once when called there. */
  public static void show(Runnable update) {
    if (Platform.isFxApplicationThread()) {
      update.run();
    } else {
      Platform.runLater(update);
    }
  }

  /** For what blocks: fails a test that would make the window wait. */
  public static void mayBlock() {
    assert !Platform.isFxApplicationThread() : "The window must not wait for the database.";
  }

  /** Starts nothing more and lets what runs end, for a few seconds. */
  @Override
  public void close() {
    closed = true;
    clock.shutdown();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    for (Thread thread : working) {
      try {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Something going on, whose result may no longer be wanted. */
  public static final class Work {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private Work() {}

    /** Its result will not be handed over. The task sees it by asking {@link #isCancelled}. */
    public void cancel() {
      cancelled.set(true);
    }

    public boolean isCancelled() {
      return cancelled.get();
    }

    private void unlessCancelled(Runnable handOver) {
      if (!cancelled.get()) {
        handOver.run();
      }
    }

    private void settle(Runnable handOver) {
      if (cancelled.compareAndSet(false, true)) {
        handOver.run();
      }
    }
  }
}
