package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.kit.View;
import dev.keyporter.db.engine.WriteObstacle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** One export: how far it is, a way to end it, and how it ended. Gone while there is none. */
final class ExportBar {
  private final Texts texts = Texts.of(ExportBar.class);
  private final Background background;
  private final Times times;
  private final Parent view;
  private final AtomicReference<@Nullable Step> latest = new AtomicReference<>();
  private @Nullable FileExport export;
  private AtomicBoolean cancelled = new AtomicBoolean();

  @FXML private HBox bar;
  @FXML private ProgressIndicator spinner;
  @FXML private StateLabel state;
  @FXML private Label progress;
  @FXML private Button cancel;
  @FXML private Button again;
  @FXML private Button close;

  /** How far the export was when it last said so. */
  private record Step(long written, Optional<Instant> reached) {}

  ExportBar(Background background, Times times) {
    this.background = background;
    this.times = times;
    this.view = View.load(this);
    show(bar, false);
  }

  Parent view() {
    return view;
  }

  /** Begins an export, in the place of the one before. */
  void start(FileExport wanted) {
    cancel();
    export = wanted;
    var isCancelled = new AtomicBoolean();
    cancelled = isCancelled;
    show(bar, true);
    isUnderWay(true);
    state.set("fth-download", texts.text("exporting", wanted.file().getFileName()), Tone.ACTIVE);
    progress.setText("");
    background.run(
        () -> wanted.run(this::report, isCancelled::get),
        written -> {
          if (!isCancelled.get()) {
            done(wanted, written.orElse(0L));
          }
        },
        failure -> {
          if (!isCancelled.get()) {
            failed(failure);
          }
        });
  }

  /** Shows the latest step only, however many came meanwhile. */
  private void report(long written, Optional<Instant> reached) {
    if (latest.getAndSet(new Step(written, reached)) == null) {
      Background.show(
          () -> {
            Step step = latest.getAndSet(null);
            if (step != null) {
              progress.setText(words(step));
            }
          });
    }
  }

  private String words(Step step) {
    String count = Figures.count(step.written());
    return step.reached()
        .map(moment -> texts.text("exported.so.far", count, times.date(moment)))
        .orElse(count);
  }

  private void done(FileExport finished, long written) {
    isUnderWay(false);
    state.set("fth-check-circle", texts.text("exported", written), Tone.GOOD);
    progress.setText(finished.file().toString());
    show(again, false);
  }

  private void failed(Exception failure) {
    isUnderWay(false);
    Failure words = failure instanceof IOException cause ? words(cause) : Failure.of(failure);
    state.set("fth-alert-circle", words.what(), Tone.BAD);
    progress.setText(words.next());
    show(again, true);
  }

  private Failure words(IOException cause) {
    Path file = export == null ? Path.of("") : export.file();
    String what =
        switch (WriteObstacle.of(file, cause)) {
          case NOT_ALLOWED -> "export.denied";
          case NO_DIRECTORY, FILE_AS_DIRECTORY -> "export.noFolder";
          case FULL -> "export.full";
          case READ_ONLY -> "export.readOnly";
          case TAKES_NO_FILES -> "export.noFiles";
          case IS_DIRECTORY, EXISTS, TOO_MANY_OPEN, NAME_TOO_LONG, OTHER -> "export.failed";
        };
    return new Failure(texts.text(what), texts.text("export.next"));
  }

  private void isUnderWay(boolean underWay) {
    show(spinner, underWay);
    show(cancel, underWay);
    show(again, false);
    show(close, !underWay);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Ends what is under way; its file goes. */
  @FXML
  void cancel() {
    cancelled.set(true);
    show(bar, false);
  }

  @FXML
  private void tryAgain() {
    if (export != null) {
      start(export);
    }
  }

  @FXML
  private void dismiss() {
    show(bar, false);
  }
}
