package dev.keyporter.console.listing;

import dev.keyporter.console.kit.Dialogs;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A short form over everything. */
public final class FormDialog extends VBox {
  private final Dialogs dialogs;

  public FormDialog(Dialogs dialogs, String title, Form form) {
    this.dialogs = dialogs;
    getStyleClass().add("kp-dialog");
    getStylesheets().add(Form.styles());
    setId("form-dialog");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    var heading = new Label(title);
    heading.getStyleClass().add("kp-detail-title");
    heading.setWrapText(true);
    form.onCancel(dialogs::close);
    getChildren().addAll(heading, form.fields(), form.buttons());
  }

  /** Opens it; the keyboard goes to its first field. */
  public void open() {
    dialogs.open(this);
  }
}
