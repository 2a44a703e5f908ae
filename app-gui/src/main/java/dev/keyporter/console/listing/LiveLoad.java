package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.engine.Changes;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Loads one thing while it is in view: at once, after each administrative change, whoever made it,
 * and every few seconds. What was loaded stays while it is loaded anew.
 */
public final class LiveLoad<T> {
  private static final Logger LOG = Logger.getLogger(LiveLoad.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Workspace workspace;
  private final Callable<T> task;
  private final AtomicLong begun = new AtomicLong();
  private final ReadOnlyObjectWrapper<Load<T>> load =
      new ReadOnlyObjectWrapper<>(new Load.Loading<>(null));
  private Background.@Nullable Work repetition;
  private Changes.@Nullable Subscription changes;
  private long shown;

  public LiveLoad(Workspace workspace, Callable<T> task) {
    this.workspace = workspace;
    this.task = task;
  }

  private record Numbered<T>(long number, T value) {}

  public ReadOnlyObjectProperty<Load<T>> load() {
    return load.getReadOnlyProperty();
  }

  /** Comes into view; harmless when in view. */
  public void start() {
    if (repetition != null) {
      return;
    }
    repetition = workspace.background().repeat(PAUSE, this::call, this::ready, this::failed);
    changes = workspace.database().changes().listen(() -> Background.show(this::now));
  }

  /** Goes out of view. */
  public void stop() {
    if (repetition != null) {
      repetition.cancel();
      repetition = null;
    }
    if (changes != null) {
      changes.close();
      changes = null;
    }
  }

  /** Loads at once, while in view. */
  public void now() {
    if (repetition != null) {
      workspace.background().run(this::call, this::ready, this::failed);
    }
  }

  private Numbered<T> call() throws Exception {
    long number = begun.incrementAndGet();
    return new Numbered<>(number, task.call());
  }

  /** What began earlier may end later, and is stale then. */
  private void ready(Numbered<T> loaded) {
    if (loaded.number > shown) {
      shown = loaded.number;
      load.set(new Load.Ready<>(loaded.value));
    }
  }

  private void failed(Exception exception) {
    LOG.log(Level.WARNING, "Could not be loaded.", exception);
    load.set(new Load.Failed<>(Failure.of(exception)));
  }
}
