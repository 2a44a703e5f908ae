package dev.keyporter.console.settings;

import dev.keyporter.console.kit.ConfirmDialog;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.access.SecretRows;
import javafx.scene.control.Button;

/** The button that exchanges the master key, after a question. */
final class KeyExchange {
  private final Texts texts = Texts.of(KeyExchange.class);
  private final Workspace workspace;
  private final Button button;
  private final Feedback feedback;

  private KeyExchange(Workspace workspace, Button button, Feedback feedback) {
    this.workspace = workspace;
    this.button = button;
    this.feedback = feedback;
  }

  /** Lets the button exchange the key. */
  static void install(Workspace workspace, Button button, Feedback feedback) {
    var exchange = new KeyExchange(workspace, button, feedback);
    button.setOnAction(_ -> exchange.ask());
  }

  private void ask() {
    feedback.clear();
    workspace
        .dialogs()
        .open(
            new ConfirmDialog(
                workspace.dialogs(),
                texts.text("exchange.title"),
                texts.text("exchange.impact"),
                texts.text("exchange.yes"),
                "",
                this::exchange));
  }

  private void exchange() {
    feedback.busy(texts.text("exchange.busy"));
    button.setDisable(true);
    workspace
        .background()
        .run(
            () -> workspace.database().keyRotation().rotate(),
            this::exchanged,
            failure -> {
              button.setDisable(false);
              feedback.bad(Failure.of(failure));
            });
  }

  private void exchanged(SecretRows.Result result) {
    button.setDisable(false);
    if (result.unreadable() == 0) {
      feedback.good(texts.text("exchange.done", result.encrypted()));
    } else {
      feedback.caution(
          texts.text("exchange.done", result.encrypted())
              + " "
              + texts.text("exchange.unreadable", result.unreadable()));
    }
  }
}
