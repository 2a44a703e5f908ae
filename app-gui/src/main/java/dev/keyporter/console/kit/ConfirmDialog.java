package dev.keyporter.console.kit;

import dev.keyporter.console.lettering.SafeText;
import java.text.Normalizer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/**
 * Asks before what cannot be undone: says what will stop working and wants the name typed. Enter
 * and Esc give it up; only the button itself does it.
 */
public final class ConfirmDialog extends VBox {
  private final Label words;

  /**
   * The question.
   *
   * @param title the question in short, as "Delete Northwind?"
   * @param impact what will happen, in whole sentences
   * @param verb names the button by what it does
   * @param name has to be typed; empty where a click is enough
   * @param dialogs is closed after either answer
   */
  public ConfirmDialog(
      Dialogs dialogs, String title, String impact, String verb, String name, Runnable confirmed) {
    getStyleClass().add("kp-dialog");
    setId("confirm");
    var texts = Texts.of(ConfirmDialog.class);
    var heading = new Label(title);
    heading.getStyleClass().add("kp-detail-title");
    heading.setWrapText(true);
    words = new Label(impact);
    words.setWrapText(true);
    getChildren().addAll(heading, words);

    var confirm = new Button(verb);
    confirm.setId("confirm-yes");
    confirm.getStyleClass().addAll("danger");
    confirm.setOnAction(
        _ -> {
          dialogs.close();
          confirmed.run();
        });
    if (!name.isEmpty()) {
      var field = new TextField();
      field.setId("confirm-name");
      var prompt = new Label(texts.text("confirm.name", SafeText.line(name)));
      prompt.setId("confirm-prompt");
      prompt.getStyleClass().add("text-muted");
      prompt.setWrapText(true);
      prompt.setLabelFor(field);
      confirm.disableProperty().bind(field.textProperty().map(typed -> !isSame(typed, name)));
      field.setOnAction(_ -> confirm.requestFocus());
      getChildren().addAll(prompt, field);
    }
    var cancel = new Button(texts.text("cancel"));
    cancel.setCancelButton(true);
    cancel.setDefaultButton(true);
    cancel.setOnAction(_ -> dialogs.close());
    var buttons = new ButtonBar();
    ButtonBar.setButtonData(confirm, ButtonBar.ButtonData.OK_DONE);
    ButtonBar.setButtonData(cancel, ButtonBar.ButtonData.CANCEL_CLOSE);
    buttons.getButtons().addAll(confirm, cancel);
    getChildren().add(buttons);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
  }

  /** As people see them: what is typed may be what is shown in place of an emoji, for example. */
  private static boolean isSame(String typed, String name) {
    return seen(typed).equals(seen(name));
  }

  private static String seen(String text) {
    return Normalizer.normalize(SafeText.line(text), Normalizer.Form.NFC);
  }

  /** Adds a choice below the words. */
  public ConfirmDialog withChoice(Node choice) {
    getChildren().add(getChildren().indexOf(words) + 1, choice);
    return this;
  }
}
