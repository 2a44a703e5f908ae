package dev.keyporter.console.kit;

import java.util.Objects;
import javafx.beans.DefaultProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A field of a form under its name. */
@DefaultProperty("content")
public final class Field extends VBox {
  private final Label label = new Label();

  public Field() {
    getStyleClass().add("kp-field");
    label.getStyleClass().add("kp-secondary");
    getChildren().add(label);
  }

  /** The field's name. */
  public String getLabel() {
    return label.getText();
  }

  public void setLabel(String name) {
    label.setText(name);
  }

  /** What one fills in. */
  public @Nullable Node getContent() {
    return label.getLabelFor();
  }

  public void setContent(Node field) {
    getChildren().setAll(label, Objects.requireNonNull(field));
    label.setLabelFor(field);
  }
}
