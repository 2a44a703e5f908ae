package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.Field;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.backup.BackupSummary;
import dev.keyporter.db.backup.Contents;
import dev.keyporter.db.backup.StagedBackup;
import dev.keyporter.db.secret.Passphrase;
import java.util.function.ToIntFunction;
import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.GridPane;
import javafx.util.Subscription;

/** Says what a backup holds and what it would replace, and asks. */
final class RestoreDialog {
  private final Texts texts = Texts.of(RestoreDialog.class);
  private final Workspace workspace;
  private final StagedBackup staged;
  private final Runnable confirmed;
  private final Parent view;
  private Subscription closing = Subscription.EMPTY;
  private boolean isSettled;

  @FXML private Label words;
  @FXML private GridPane contents;
  @FXML private Field passphraseField;
  @FXML private PasswordField passphrase;
  @FXML private Feedback feedback;
  @FXML private Button replace;

  /**
   * The question.
   *
   * @param staged closed here, unless it is confirmed
   * @param confirmed called once its secrets are open
   */
  RestoreDialog(Workspace workspace, StagedBackup staged, Runnable confirmed) {
    this.workspace = workspace;
    this.staged = staged;
    this.confirmed = confirmed;
    this.view = View.load(this);
  }

  void open() {
    workspace.dialogs().open(view);
    closing =
        workspace
            .dialogs()
            .pane()
            .displayProperty()
            .subscribe(
                displayed -> {
                  if (!displayed) {
                    discard();
                  }
                });
  }

  @FXML
  private void initialize() {
    BackupSummary backup = staged.summary();
    words.setText(
        texts.text(
            "backup.of",
            workspace.times().full(backup.createdAt()),
            backup.program(),
            Figures.bytes(backup.bytes())));
    contents.addRow(0, new Label(), heading("backup.now"), heading("backup.then"));
    row("backup.organizations", Contents::organizations);
    row("backup.users", Contents::users);
    row("backup.keys", Contents::keys);
    row("backup.tokens", Contents::tokens);
    row("backup.requests", Contents::requests);
    row("backup.ratings", Contents::ratings);
    contents.addRow(
        contents.getRowCount(),
        new Label(texts.text("backup.newest")),
        newest(staged.present()),
        newest(backup.contents()));
    passphraseField.setVisible(staged.needsPassphrase());
    passphraseField.managedProperty().bind(passphraseField.visibleProperty());
    // Only the button replaces anything.
    passphrase.setOnAction(_ -> replace.requestFocus());
  }

  private Label heading(String text) {
    var label = new Label(texts.text(text));
    label.getStyleClass().add("kp-secondary");
    return right(label);
  }

  private void row(String text, ToIntFunction<Contents> count) {
    contents.addRow(
        contents.getRowCount(),
        new Label(texts.text(text)),
        right(new Label(Figures.count(count.applyAsInt(staged.present())))),
        right(new Label(Figures.count(count.applyAsInt(staged.summary().contents())))));
  }

  private Label newest(Contents of) {
    var newest = of.newest();
    return right(new Label(newest == null ? Figures.NONE : workspace.times().full(newest)));
  }

  private static Label right(Label label) {
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }

  @FXML
  private void replace() {
    if (!staged.needsPassphrase()) {
      confirm();
      return;
    }
    Passphrase typed;
    try {
      typed = new Passphrase(passphrase.getText());
    } catch (IllegalArgumentException _) {
      feedback.bad(texts.text("backup.passphrase.short", Passphrase.FEWEST_CHARACTERS));
      return;
    }
    replace.setDisable(true);
    feedback.busy(texts.text("backup.unlocking"));
    workspace
        .background()
        .run(
            () -> {
              staged.unlock(typed);
              return typed;
            },
            _ -> confirm(),
            failure -> {
              replace.setDisable(false);
              feedback.bad(Failure.of(failure));
            });
  }

  private void confirm() {
    if (!isSettled) {
      isSettled = true;
      closing.unsubscribe();
      workspace.dialogs().close();
      confirmed.run();
    }
  }

  @FXML
  private void cancel() {
    workspace.dialogs().close();
  }

  /** Also where it was closed by a click beside it. */
  private void discard() {
    if (!isSettled) {
      isSettled = true;
      closing.unsubscribe();
      workspace.background().run(staged::close);
    }
  }
}
