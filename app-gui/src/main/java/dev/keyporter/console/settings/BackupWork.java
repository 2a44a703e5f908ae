package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.db.backup.Progress;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far long work is, and ends it before it is done. Only the latest step is shown. While
 * something is replaced, it is too late to cancel.
 */
final class BackupWork implements Progress {
  /** A replaced state of a million requests is written into its backup in less. */
  private static final long PATIENCE_SECONDS = 60;

  private final Texts texts = Texts.of(BackupWork.class);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable Step> latest = new AtomicReference<>();
  private final ProgressBar bar;
  private final Label words;
  private volatile boolean isCancelled;

  private record Step(Stage stage, double share) {}

  BackupWork(ProgressBar bar, Label words) {
    this.bar = bar;
    this.words = words;
  }

  /** What is worked on. */
  interface Task<T> {
    T run(Progress progress);
  }

  /** Does it, on this thread. */
  <T> T run(Task<T> task) {
    try {
      return task.run(this);
    } finally {
      ended.countDown();
    }
  }

  @Override
  public boolean goOn(Stage stage, long done, long total) {
    double share = total == 0 ? 1 : (double) done / total;
    if (latest.getAndSet(new Step(stage, share)) == null) {
      Background.show(this::show);
    }
    return !isCancelled;
  }

  private void show() {
    Step step = latest.getAndSet(null);
    if (step != null) {
      bar.setProgress(step.share());
      words.setText(texts.text("backup.stage." + step.stage().name().toLowerCase(Locale.ROOT)));
    }
  }

  void cancel() {
    isCancelled = true;
  }

  /** Cancels it and waits for its end; blocks. */
  void end() {
    cancel();
    try {
      boolean _ = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
