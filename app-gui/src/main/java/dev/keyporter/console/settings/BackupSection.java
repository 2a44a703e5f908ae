package dev.keyporter.console.settings;

import dev.keyporter.console.kit.ConfirmDialog;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.SettingLine;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.backup.BackupException;
import dev.keyporter.db.backup.BackupSummary;
import dev.keyporter.db.backup.Replaced;
import dev.keyporter.db.backup.StagedBackup;
import dev.keyporter.db.secret.Passphrase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Everything into one file, and back. One at a time. */
final class BackupSection {
  private final Texts texts = Texts.of(BackupSection.class);
  private final Workspace workspace;
  private final BackupPlace place;
  private final Loader<Optional<Instant>> last;
  private final Parent view;
  private volatile @Nullable BackupWork work;

  @FXML private SettingLine makeLine;
  @FXML private Button make;
  @FXML private Button restore;
  @FXML private HBox busy;
  @FXML private ProgressBar bar;
  @FXML private Label stage;
  @FXML private Feedback feedback;

  BackupSection(Workspace workspace) {
    this.workspace = workspace;
    this.place = new BackupPlace(workspace);
    this.last = new Loader<>(workspace.background());
    this.view = View.load(this);
    workspace.farewells().add(this::end);
    workspace.farewells().ask(this::beforeClosing);
  }

  /** At the program's end: what is half done leaves nothing behind. */
  private void end() {
    BackupWork current = work;
    if (current != null) {
      current.end();
    }
  }

  /** Whoever closes the window may have forgotten what goes on here. */
  private void beforeClosing(Runnable go) {
    if (!busy.isVisible()) {
      go.run();
      return;
    }
    workspace
        .dialogs()
        .open(
            new ConfirmDialog(
                workspace.dialogs(),
                texts.text("backup.quit.title"),
                texts.text("backup.quit.words"),
                texts.text("backup.quit"),
                "",
                go));
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    busy.managedProperty().bind(busy.visibleProperty());
    make.disableProperty().bind(busy.visibleProperty());
    restore.disableProperty().bind(busy.visibleProperty());
    last.load()
        .subscribe(
            load -> {
              var moment = load.shown();
              if (moment != null) {
                showLast(moment);
              }
            });
  }

  void refresh() {
    last.load(workspace.database().backups()::last);
  }

  private void showLast(Optional<Instant> moment) {
    String words =
        moment
            .map(then -> texts.text("backup.last", workspace.times().full(then)))
            .orElseGet(() -> texts.text("backup.last.never"));
    makeLine.setDescription(texts.text("backup.make.words") + " " + words);
  }

  @FXML
  private void make() {
    feedback.clear();
    workspace.dialogs().open(new BackupDialog(workspace.dialogs(), this::make).view());
  }

  private void make(@Nullable Passphrase passphrase) {
    Path file = place.toWrite(view.getScene());
    if (file == null) {
      return;
    }
    run(
        progress -> workspace.database().backups().create(file, true, passphrase, progress),
        this::made);
  }

  private void made(BackupSummary summary) {
    feedback.good(
        texts.text(
            "backup.made",
            summary.contents().requests(),
            Figures.bytes(summary.bytes()),
            summary.file()));
    refresh();
  }

  @FXML
  private void restore() {
    feedback.clear();
    Path file = place.toRead(view.getScene());
    if (file != null) {
      run(progress -> workspace.database().backups().check(file, progress), this::ask);
    }
  }

  private void ask(StagedBackup staged) {
    new RestoreDialog(workspace, staged, () -> replace(staged)).open();
  }

  private void replace(StagedBackup staged) {
    run(
        progress -> {
          try (staged) {
            return staged.restore(progress);
          }
        },
        this::replaced);
  }

  private void replaced(Replaced replaced) {
    switch (replaced) {
      case Replaced.Nothing() -> feedback.good(texts.text("backup.restored"));
      case Replaced.AsBackup(Path kept) -> feedback.good(texts.text("backup.restored.kept", kept));
      case Replaced.AsDatabase(Path kept) ->
          feedback.caution(texts.text("backup.restored.unpacked", kept));
    }
  }

  private <T> void run(BackupWork.Task<T> task, Consumer<T> done) {
    var current = new BackupWork(bar, stage);
    work = current;
    feedback.clear();
    bar.setProgress(0);
    stage.setText(texts.text("backup.begins"));
    busy.setVisible(true);
    workspace
        .background()
        .run(
            () -> current.run(task),
            result -> {
              busy.setVisible(false);
              done.accept(result);
            },
            failure -> {
              busy.setVisible(false);
              failed(failure);
            });
  }

  private void failed(Exception failure) {
    if (failure instanceof BackupException known
        && known.kind() == BackupException.Kind.CANCELLED) {
      feedback.caution(texts.text("backup.cancelled"));
    } else {
      feedback.bad(Failure.of(failure));
    }
  }

  @FXML
  private void cancel() {
    BackupWork current = work;
    if (current != null) {
      stage.setText(texts.text("backup.cancelling"));
      current.cancel();
    }
  }
}
