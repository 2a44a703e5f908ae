package dev.keyporter.console.overview;

import dev.keyporter.console.charts.Sparkline;
import dev.keyporter.console.kit.StateLabel.Tone;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A figure, how it stands to the period before, and its course. */
public final class FigureTile extends VBox {
  private final Label title = new Label();
  private final Label figure = new Label();
  private final Label change = new Label();
  private final Label rest = new Label();
  private final Sparkline course = new Sparkline();
  private final Tooltip whole = new Tooltip();

  public FigureTile() {
    getStyleClass().addAll("kp-card", "ov-tile");
    title.getStyleClass().add("kp-secondary");
    figure.getStyleClass().add("kp-figure");
    change.getStyleClass().add("ov-small");
    change.setMinWidth(USE_PREF_SIZE);
    change.managedProperty().bind(change.textProperty().isNotEmpty());
    rest.getStyleClass().add("kp-secondary");
    rest.setTooltip(whole);
    var line = new HBox(change, rest);
    line.getStyleClass().add("ov-change");
    var left = new VBox(figure, line);
    left.setMinWidth(0);
    HBox.setHgrow(left, Priority.ALWAYS);
    var body = new HBox(left, course);
    body.getStyleClass().add("ov-tile-body");
    getChildren().addAll(title, body);
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String text) {
    title.setText(text);
  }

  /** What it says now. */
  String figure() {
    return figure.getText();
  }

  void show(String value, Comparison comparison, List<Double> values) {
    figure.setText(value);
    change.setText(comparison.change());
    for (Tone tone : Tone.values()) {
      change.getStyleClass().remove(tone.styleClass());
    }
    if (comparison.tone() != Tone.QUIET) {
      change.getStyleClass().add(comparison.tone().styleClass());
    }
    rest.setText(comparison.rest());
    String words = comparison.change() + " " + comparison.rest();
    whole.setText(words.strip());
    course.show(values);
    setAccessibleText(title.getText() + ": " + value + ", " + words.strip());
  }
}
