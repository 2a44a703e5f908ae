package dev.keyporter.console.kit;

import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** An empty place: an icon, one sentence, and below it whatever FXML puts inside: a button, say. */
public final class EmptyState extends VBox {
  private final StringProperty icon = new SimpleStringProperty(this, "icon", "");
  private final Label words = new Label();
  private final VBox actions = new VBox();

  public EmptyState() {
    getStyleClass().add("kp-empty");
    words.setWrapText(true);
    words.setTextAlignment(TextAlignment.CENTER);
    actions.getStyleClass().add("kp-empty-actions");
    getChildren().setAll(words, actions);
    icon.addListener((_, _, name) -> getChildren().setAll(image(name), words, actions));
  }

  private static Node image(String name) {
    return Icons.of(name, IconSize.EMPTY);
  }

  /** Ikonli's name of the icon. */
  public String getIcon() {
    return Objects.requireNonNullElse(icon.get(), "");
  }

  public void setIcon(String name) {
    icon.set(name);
  }

  /** The sentence. */
  public String getText() {
    return words.getText();
  }

  public void setText(String text) {
    words.setText(text);
  }

  /** What one can do about it. */
  public ObservableList<Node> getActions() {
    return actions.getChildren();
  }
}
