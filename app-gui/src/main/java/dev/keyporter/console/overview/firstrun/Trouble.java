package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What went wrong in a step and what to do next; away until something does. */
public final class Trouble extends VBox {
  private final Label what = new Label();
  private final Label next = new Label();

  public Trouble() {
    getStyleClass().add("first-trouble");
    what.getStyleClass().add("danger");
    what.setGraphic(Icons.of("fth-alert-circle", IconSize.STATE));
    what.setWrapText(true);
    next.getStyleClass().add("kp-secondary");
    next.setWrapText(true);
    next.managedProperty().bind(next.textProperty().isNotEmpty());
    getChildren().addAll(what, next);
    managedProperty().bind(visibleProperty());
    clear();
  }

  void clear() {
    setVisible(false);
  }

  void say(Failure failure) {
    what.setText(failure.what());
    next.setText(failure.next());
    setVisible(true);
  }
}
