package dev.keyporter.console.reading;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.TextFlow;

/** A line of JSON, indented, with the arrow that folds it where it can be folded. */
public final class JsonRow extends HBox {
  private static final double STEP = 12;
  private static final double ARROW = 16;

  /** Deeper lines stand no farther in, so that there is room for their words. */
  private static final int DEEPEST = 24;

  private final Texts texts = Texts.of(JsonRow.class);
  private final TextFlow words = new TextFlow();
  private final Region indent = new Region();
  private final Button arrow = new Button();

  private final boolean isFoldable;

  JsonRow(boolean isFoldable) {
    this.isFoldable = isFoldable;
    getStyleClass().add("kp-json-row");
    arrow.getStyleClass().addAll("flat", "kp-json-arrow");
    arrow.setFocusTraversable(false);
    arrow.setMinWidth(ARROW);
    arrow.setPrefWidth(ARROW);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    getChildren().addAll(indent, words);
    if (isFoldable) {
      getChildren().add(1, arrow);
    }
  }

  /** A line that stands open for good. */
  public static JsonRow of(JsonLine line) {
    var row = new JsonRow(false);
    row.getStylesheets().add(Sheet.URL);
    row.show(line, false, () -> {});
    return row;
  }

  void show(JsonLine line, boolean isFolded, Runnable toggle) {
    indent.setMinWidth(Math.min(line.depth(), DEEPEST) * STEP);
    arrow.setVisible(line.opens());
    if (isFoldable && line.opens()) {
      String name = texts.text(isFolded ? "unfold" : "fold");
      arrow.setGraphic(
          Icons.of(isFolded ? "fth-chevron-right" : "fth-chevron-down", IconSize.INLINE));
      arrow.setAccessibleText(name);
      arrow.setOnAction(_ -> toggle.run());
    }
    words.getChildren().setAll(JsonText.of(line, isFolded));
  }
}
