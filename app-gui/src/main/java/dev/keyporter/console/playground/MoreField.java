package dev.keyporter.console.playground;

import dev.keyporter.console.kit.View;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/** Parameters without a field of their own, as JSON, behind a link. */
final class MoreField {
  private final Parent view;

  @FXML private VBox moreBox;
  @FXML private TextArea more;
  @FXML private Label moreWrong;

  /**
   * An empty field.
   *
   * @param onChange called when something is typed
   */
  MoreField(Runnable onChange) {
    this.view = View.load(this);
    more.textProperty().subscribe(_ -> onChange.run());
  }

  @FXML
  private void initialize() {
    moreBox.managedProperty().bind(moreBox.visibleProperty());
    moreWrong.managedProperty().bind(moreWrong.visibleProperty());
  }

  Parent view() {
    return view;
  }

  String text() {
    return more.getText();
  }

  /** Shows the field where there is something in it. */
  void fill(String text) {
    more.setText(text);
    moreBox.setVisible(!text.isEmpty());
  }

  void mark(boolean isWrong) {
    WrongField.mark(more, moreWrong, isWrong);
  }

  @FXML
  private void toggleMore() {
    moreBox.setVisible(!moreBox.isVisible());
    if (moreBox.isVisible()) {
      more.requestFocus();
    }
  }
}
