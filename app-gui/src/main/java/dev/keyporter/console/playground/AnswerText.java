package dev.keyporter.console.playground;

import dev.keyporter.console.reading.MarkdownView;
import javafx.collections.ObservableList;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** An answer as it is read, with a caret at its end while more is coming. */
final class AnswerText extends VBox {
  private static final double CARET_WIDTH = 7;

  private final MarkdownView markdown = new MarkdownView();
  private final Region caret = new Region();

  AnswerText() {
    getStyleClass().add("playground-answer");
    caret.getStyleClass().add("playground-caret");
    caret.setManaged(false);
    caret.setVisible(false);
    getChildren().addAll(markdown, caret);
  }

  /** Shows a text; one that only grew is cheap. */
  void show(String text, boolean isOpen) {
    String shown = markdown.text();
    if (!shown.isEmpty() && text.startsWith(shown)) {
      if (text.length() > shown.length()) {
        markdown.append(text.substring(shown.length()));
      }
    } else if (!text.equals(shown)) {
      markdown.setText(text);
    }
    caret.setVisible(isOpen);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (caret.isVisible()) {
      markdown.layout();
      placeCaret(lastFlow(markdown));
    }
  }

  private void placeCaret(@Nullable TextFlow flow) {
    double height = caret.prefHeight(-1);
    if (flow == null) {
      caret.resizeRelocate(0, 0, CARET_WIDTH, height);
      return;
    }
    int length = 0;
    for (Node child : flow.getChildren()) {
      length += child instanceof Text text ? text.getText().length() : 0;
    }
    double x = 0;
    double top = 0;
    double bottom = 0;
    for (PathElement element : flow.getCaretShape(length, true)) {
      if (element instanceof MoveTo move) {
        x = move.getX();
        top = move.getY();
      } else if (element instanceof LineTo line) {
        bottom = Math.max(bottom, line.getY());
      }
    }
    Point2D end = sceneToLocal(flow.localToScene(new Point2D(x, (top + bottom) / 2)));
    caret.resizeRelocate(end.getX() + 2, end.getY() - height / 2, CARET_WIDTH, height);
  }

  private static @Nullable TextFlow lastFlow(Parent parent) {
    ObservableList<Node> children = parent.getChildrenUnmodifiable();
    for (int i = children.size() - 1; i >= 0; i--) {
      Node child = children.get(i);
      if (child instanceof TextFlow flow) {
        return flow;
      }
      TextFlow inside = child instanceof Parent inner ? lastFlow(inner) : null;
      if (inside != null) {
        return inside;
      }
    }
    return null;
  }
}
