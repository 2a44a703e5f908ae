package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.access.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the steps share: how far one is, what is reopened. */
final class Checklist {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Workspace workspace;
  private final Setup setup;
  private final ReadOnlyObjectWrapper<Progress> progress =
      new ReadOnlyObjectWrapper<>(Progress.NONE);
  private final ObjectProperty<@Nullable Step> reopened = new SimpleObjectProperty<>();
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private Background.@Nullable Work watch;

  Checklist(Workspace workspace) {
    this.workspace = workspace;
    var texts = Texts.of(Checklist.class);
    this.setup =
        new Setup(
            workspace.database(),
            () -> workspace.proxy().proxy().providerCheck(),
            workspace.times().clock(),
            new Setup.Names(
                texts.text("key.demo.name"), texts.text("key.name"), texts.text("token.name")));
  }

  Workspace workspace() {
    return workspace;
  }

  Setup setup() {
    return setup;
  }

  ReadOnlyObjectProperty<Progress> progress() {
    return progress.getReadOnlyProperty();
  }

  /** A step that is done and opened once more to change what it made. */
  ObjectProperty<@Nullable Step> reopened() {
    return reopened;
  }

  /** Whether something is being done, so that nothing else may be started. */
  BooleanProperty busy() {
    return busy;
  }

  boolean isOpen(Step step) {
    Step again = reopened.get();
    return again != null ? again == step : progress.get().current() == step;
  }

  /** Follows what is done here and elsewhere until {@link #rest}. */
  void watch() {
    rest();
    watch =
        workspace
            .background()
            .repeat(
                PAUSE,
                this::read,
                this::become,
                // The next look may succeed; what one does meanwhile says why it fails.
                _ -> {});
  }

  void rest() {
    if (watch != null) {
      watch.cancel();
      watch = null;
    }
  }

  private Progress read() {
    return Progress.read(workspace.database(), workspace.times().clock().instant());
  }

  /** Takes what is there now. */
  void become(Progress now) {
    if (!now.equals(progress.get())) {
      progress.set(now);
    }
  }

  /**
   * Does something of a step, then looks how far one is.
   *
   * @param done gets the result once the page shows it
   */
  <T> void run(Trouble trouble, Callable<T> task, Consumer<T> done) {
    run(trouble, task, done, Failure::of);
  }

  /** The same, with a failure told in the step's own words. */
  <T> void run(
      Trouble trouble, Callable<T> task, Consumer<T> done, Function<Exception, Failure> words) {
    if (busy.get()) {
      return;
    }
    trouble.clear();
    busy.set(true);
    workspace
        .background()
        .run(
            () -> {
              T result = task.call();
              return new Done<>(result, read());
            },
            result -> {
              busy.set(false);
              reopened.set(null);
              become(result.progress);
              done.accept(result.value);
            },
            exception -> {
              busy.set(false);
              trouble.say(words.apply(exception));
            });
  }

  private record Done<T>(T value, Progress progress) {}

  /** The text of the progress' token, if it was issued here. */
  Optional<String> tokenText() {
    AccessToken token = progress.get().token();
    return token == null
        ? Optional.empty()
        : workspace.tokens().text(token.id()).map(Secret::reveal);
  }
}
