package dev.keyporter.console.kit;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Loads one thing, again and again; the latest load wins. Used on JavaFX's thread. */
public final class Loader<T> {
  private static final Logger LOG = Logger.getLogger(Loader.class.getName());

  private final Background background;
  private final ReadOnlyObjectWrapper<Load<T>> load =
      new ReadOnlyObjectWrapper<>(new Load.Empty<>());
  private Background.@Nullable Work work;
  private @Nullable Callable<T> latest;

  public Loader(Background background) {
    this.background = background;
  }

  /** What is known now. An empty collection counts as {@link Load.Empty}. */
  public ReadOnlyObjectProperty<Load<T>> load() {
    return load.getReadOnlyProperty();
  }

  /** Loads; what was loaded before stays to be shown meanwhile. */
  public void load(Callable<T> task) {
    latest = task;
    if (work != null) {
      work.cancel();
    }
    load.set(new Load.Loading<>(load.get().shown()));
    work = background.run(task, this::ready, this::failed);
  }

  /** Loads the same once more. */
  public void again() {
    if (latest != null) {
      load(latest);
    }
  }

  /** Forgets everything. */
  public void clear() {
    if (work != null) {
      work.cancel();
    }
    latest = null;
    load.set(new Load.Empty<>());
  }

  private void ready(T value) {
    boolean isEmpty = value instanceof Collection<?> values && values.isEmpty();
    load.set(isEmpty ? new Load.Empty<>() : new Load.Ready<>(value));
  }

  private void failed(Exception exception) {
    LOG.log(Level.WARNING, "Could not be loaded.", exception);
    load.set(new Load.Failed<>(Failure.of(exception)));
  }
}
