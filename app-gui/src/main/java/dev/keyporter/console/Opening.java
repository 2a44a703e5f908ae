package dev.keyporter.console;

import dev.keyporter.console.kit.Preferences;
import dev.keyporter.db.engine.DataDirectory;
import dev.keyporter.proxy.cli.ConsoleRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What the console needs beside a window: its claim on the data directory, and the database. Both
 * are begun before JavaFX, which takes as long to start.
 */
final class Opening implements AutoCloseable {
  private final ConsoleRequest request;
  private final DataDirectory directory;
  private final SingleInstance instance;
  private @Nullable CompletableFuture<Engine> engine;

  private Opening(ConsoleRequest request, DataDirectory directory, SingleInstance instance) {
    this.request = request;
    this.directory = directory;
    this.instance = instance;
  }

  /** Begins; empty where a console is open on the directory, which has been told to show. */
  static Optional<Opening> begin(ConsoleRequest request) {
    DataDirectory directory = DataDirectory.open(request.database().dataDirectory());
    try {
      Optional<Opening> opening =
          SingleInstance.acquire(directory)
              .map(instance -> new Opening(request, directory, instance));
      opening.ifPresent(
          begun -> {
            var _ = begun.awaited();
          });
      return opening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ConsoleRequest request() {
    return request;
  }

  Preferences preferences() {
    return Preferences.read(directory);
  }

  /** Calls {@code show} whenever another start asks for the window. */
  void listen(Runnable show) {
    instance.listen(directory, show);
  }

  /**
   * What the console works on; blocks until it is open. After a failure, the next call opens anew.
   */
  Engine engine() {
    try {
      return awaited().join();
    } catch (CompletionException e) {
      forgetFailure();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private synchronized CompletableFuture<Engine> awaited() {
    if (engine == null) {
      engine =
          CompletableFuture.supplyAsync(
              () -> Engine.open(request),
              open -> Thread.ofVirtual().name("console opening").start(open));
    }
    return engine;
  }

  private synchronized void forgetFailure() {
    if (engine != null && engine.isCompletedExceptionally()) {
      engine = null;
    }
  }

  /** Lets what is in flight end and closes what is open; blocks; harmless when done. */
  void closeEngine() {
    CompletableFuture<Engine> opened;
    synchronized (this) {
      opened = engine;
    }
    if (opened != null) {
      opened
          .handle(
              (open, _) -> {
                if (open != null) {
                  open.close();
                }
                return true;
              })
          .join();
    }
  }

  /** Closes everything and leaves the directory to others; blocks. */
  @Override
  public void close() {
    closeEngine();
    instance.close();
  }
}
