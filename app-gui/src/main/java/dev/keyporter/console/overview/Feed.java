package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.workspace.Workspace;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Keeps the figures fresh while they are looked at; what was read last stays when one fails. */
final class Feed {
  private static final Logger LOG = Logger.getLogger(Feed.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Workspace workspace;
  private final ReadOnlyObjectWrapper<Load<Glance>> load =
      new ReadOnlyObjectWrapper<>(new Load.Empty<>());
  private final ReadOnlyObjectWrapper<@Nullable Failure> trouble = new ReadOnlyObjectWrapper<>();
  private Background.@Nullable Work work;
  private @Nullable Query query;

  Feed(Workspace workspace) {
    this.workspace = workspace;
  }

  ReadOnlyObjectProperty<Load<Glance>> load() {
    return load.getReadOnlyProperty();
  }

  /** Why the figures are not fresh; null while they are. */
  ReadOnlyObjectProperty<@Nullable Failure> trouble() {
    return trouble.getReadOnlyProperty();
  }

  /** Asks something, and again and again until {@link #rest}. */
  void ask(Query wanted) {
    rest();
    query = wanted;
    load.set(new Load.Loading<>(load.get().shown()));
    work =
        workspace
            .background()
            .repeat(
                PAUSE,
                () -> Glance.read(workspace.database(), workspace.times(), wanted),
                this::ready,
                this::failed);
  }

  /** Asks the same once more, now. */
  void again() {
    if (query != null) {
      ask(query);
    }
  }

  void rest() {
    if (work != null) {
      work.cancel();
      work = null;
    }
  }

  private void ready(Glance glance) {
    trouble.set(null);
    load.set(new Load.Ready<>(glance));
  }

  private void failed(Exception exception) {
    LOG.log(Level.WARNING, "The figures cannot be read.", exception);
    Failure failure = Failure.of(exception);
    Glance last = load.get().shown();
    if (last == null) {
      load.set(new Load.Failed<>(failure));
    } else {
      trouble.set(failure);
      load.set(new Load.Ready<>(last));
    }
  }
}
