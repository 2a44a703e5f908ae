package dev.keyporter.console.overview;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;

/** A line of a list that leads somewhere: by click, Enter or the space bar. */
final class Line extends StackPane {
  private final Tooltip whole = new Tooltip();
  private Runnable go = () -> {};

  Line() {
    getStyleClass().add("ov-line");
    // Names may be longer than there is room for.
    Tooltip.install(this, whole);
    whole.textProperty().bind(accessibleTextProperty());
    setAccessibleRole(AccessibleRole.BUTTON);
    setFocusTraversable(true);
    setOnMouseClicked(_ -> go.run());
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            go.run();
            event.consume();
          }
        });
  }

  Line(Node content, String words, Runnable go) {
    this();
    getChildren().setAll(content);
    setAccessibleText(words);
    this.go = go;
  }

  /** Changes what it says and where it leads; the keyboard stays on it. */
  void show(Line other) {
    getChildren().setAll(other.getChildren());
    setAccessibleText(other.getAccessibleText());
    go = other.go;
  }

  /** Puts lines in a column anew; lines that were there stay the same nodes. */
  static void replace(List<Node> column, List<Line> lines) {
    while (column.size() > lines.size()) {
      column.removeLast();
    }
    for (int i = 0; i < lines.size(); i++) {
      if (i < column.size() && column.get(i) instanceof Line there) {
        there.show(lines.get(i));
      } else if (i < column.size()) {
        column.set(i, lines.get(i));
      } else {
        column.add(lines.get(i));
      }
    }
  }
}
