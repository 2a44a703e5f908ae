package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Dialogs;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.db.secret.Passphrase;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.PasswordField;
import org.jspecify.annotations.Nullable;

/** Asks whether the master key goes along with a backup. */
final class BackupDialog {
  private final Texts texts = Texts.of(BackupDialog.class);
  private final Dialogs dialogs;
  private final Consumer<@Nullable Passphrase> chosen;
  private final Parent view;

  @FXML private PasswordField passphrase;
  @FXML private PasswordField again;
  @FXML private Feedback feedback;

  /**
   * The question.
   *
   * @param chosen gets the passphrase, or null to leave the master key out
   */
  BackupDialog(Dialogs dialogs, Consumer<@Nullable Passphrase> chosen) {
    this.dialogs = dialogs;
    this.chosen = chosen;
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void choose() {
    String typed = passphrase.getText();
    if (!typed.equals(again.getText())) {
      feedback.bad(texts.text("backup.passphrase.differs"));
      return;
    }
    Passphrase secret;
    try {
      secret = typed.isEmpty() ? null : Passphrase.chosen(typed);
    } catch (IllegalArgumentException _) {
      feedback.bad(
          texts.text(
              "backup.passphrase.wrong", Passphrase.FEWEST_CHARACTERS, Passphrase.MAX_LENGTH));
      return;
    }
    dialogs.close();
    chosen.accept(secret);
  }

  @FXML
  private void cancel() {
    dialogs.close();
  }
}
