package dev.keyporter.console.kit;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** A few choices side by side, of which one holds; or none, when another control holds. */
public final class Segments<T> extends HBox {
  private final ObjectProperty<@Nullable T> value = new SimpleObjectProperty<>(this, "value");

  public Segments() {
    getStyleClass().add("kp-segments");
    setMinWidth(USE_PREF_SIZE);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
  }

  /** Sets what can be chosen, and how it is called. */
  public void setItems(List<T> items, Function<T, String> names) {
    getChildren().clear();
    for (T item : items) {
      var button = new ToggleButton(names.apply(item));
      button.setMinWidth(USE_PREF_SIZE);
      button.setUserData(item);
      button.setSelected(item.equals(value.get()));
      button.setOnAction(
          _ -> {
            // A click on what holds must not take it away.
            button.setSelected(true);
            value.set(item);
          });
      value.addListener((_, _, chosen) -> button.setSelected(item.equals(chosen)));
      getChildren().add(button);
    }
  }

  /** What holds; null where none does. */
  public ObjectProperty<@Nullable T> valueProperty() {
    return value;
  }
}
