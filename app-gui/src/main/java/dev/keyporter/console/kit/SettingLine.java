package dev.keyporter.console.kit;

import java.util.Objects;
import javafx.beans.DefaultProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A line of settings: what it is, one sentence about it, and at the right the control for it. */
@DefaultProperty("control")
public final class SettingLine extends HBox {
  private final Label title = new Label();
  private final Label description = new Label();
  private final ObjectProperty<@Nullable Node> control =
      new SimpleObjectProperty<>(this, "control");

  public SettingLine() {
    getStyleClass().add("kp-setting");
    description.getStyleClass().add("kp-secondary");
    description.setWrapText(true);
    description.managedProperty().bind(description.textProperty().isNotEmpty());
    var words = new VBox(title, description);
    words.getStyleClass().add("kp-setting-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().setAll(words);
    control.addListener((_, _, node) -> place(words, Objects.requireNonNull(node)));
  }

  private void place(VBox words, Node node) {
    title.setLabelFor(node);
    if (node.getAccessibleText() == null) {
      node.accessibleTextProperty().bind(title.textProperty());
    }
    getChildren().setAll(words, node);
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String text) {
    title.setText(text);
  }

  public String getDescription() {
    return description.getText();
  }

  public void setDescription(String text) {
    description.setText(text);
  }

  public @Nullable Node getControl() {
    return control.get();
  }

  public void setControl(@Nullable Node node) {
    control.set(node);
  }
}
