package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.db.backup.Progress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how far long work is, and cancels it. Only the latest step is shown. */
final class BackupWork implements Progress {
  private final Texts texts = Texts.of(BackupWork.class);
  private final AtomicReference<@Nullable Step> latest = new AtomicReference<>();
  private final ProgressBar bar;
  private final Label words;
  private volatile boolean isCancelled;

  private record Step(Stage stage, double share) {}

  BackupWork(ProgressBar bar, Label words) {
    this.bar = bar;
    this.words = words;
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
}
