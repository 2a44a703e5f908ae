package dev.keyporter.proxy.cli;

import dev.keyporter.db.backup.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shows someone at a terminal how far long work is; programs see nothing. Ctrl-C and SIGTERM cancel
 * the work, and it has time to clean up.
 */
final class ShownProgress implements Progress {
  private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();
  private static final Duration CLEAN_UP = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean isCancelled;
  private long shownAt = System.nanoTime() - EVERY_NANOS;
  private boolean isShown;

  private ShownProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Does work that tells how far it is. */
  interface Work<T> {
    T run(Progress progress);
  }

  static <T> T of(Terminal terminal, Work<T> work) {
    var progress = new ShownProgress(terminal);
    var cancel = new Thread(progress::cancel, "keyporter-cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    try {
      return work.run(progress);
    } finally {
      progress.erase();
      progress.over.countDown();
      unhook(cancel);
    }
  }

  private static void unhook(Thread cancel) {
    try {
      Runtime.getRuntime().removeShutdownHook(cancel);
    } catch (IllegalStateException _) {
      // It is running.
    }
  }

  private void cancel() {
    isCancelled = true;
    try {
      boolean _ = over.await(CLEAN_UP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean goOn(Stage stage, long done, long total) {
    long now = System.nanoTime();
    if (terminal.hiddenInput() != null && now - shownAt >= EVERY_NANOS) {
      shownAt = now;
      isShown = true;
      long percent = total == 0 ? 100 : done * 100 / total;
      show(String.format(Locale.ROOT, "%s %3d %%", words(stage), percent));
    }
    return !isCancelled;
  }

  private static String words(Stage stage) {
    return switch (stage) {
      case SAVING -> "Writing the backup";
      case CHECKING -> "Checking the backup";
      case KEEPING -> "Keeping what there was";
      case REPLACING -> "Replacing";
    };
  }

  private void erase() {
    if (isShown) {
      show("");
      terminal.err().print('\r');
      terminal.err().flush();
    }
  }

  private void show(String text) {
    terminal.err().print("\r" + text + " ".repeat(Math.max(0, 40 - text.length())));
    terminal.err().flush();
  }
}
