package dev.keyporter.console.charts;

import java.util.List;
import java.util.Objects;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** A course of values in the size of a word; what is not known (NaN) leaves a gap. */
public final class Sparkline extends Region {
  private final Path area = new Path();
  private final Path line = new Path();
  private List<Double> values = List.of();

  public Sparkline() {
    getStyleClass().add("kp-sparkline");
    area.getStyleClass().add("kp-sparkline-area");
    line.getStyleClass().add("kp-sparkline-line");
    for (Path path : List.of(area, line)) {
      path.setManaged(false);
      path.setMouseTransparent(true);
    }
    getChildren().addAll(area, line);
  }

  /** Shows other values, the oldest first; negative ones count as zero. */
  public void show(List<Double> newValues) {
    if (!newValues.equals(values)) {
      values = List.copyOf(newValues);
      requestLayout();
    }
  }

  @Override
  public String getUserAgentStylesheet() {
    return Objects.requireNonNull(Sparkline.class.getResource("Charts.css")).toExternalForm();
  }

  @Override
  protected void layoutChildren() {
    area.getElements().clear();
    line.getElements().clear();
    double highest = values.stream().filter(Double::isFinite).mapToDouble(v -> v).max().orElse(0);
    int from = 0;
    while (from < values.size()) {
      int to = from;
      while (to < values.size() && Double.isFinite(values.get(to))) {
        to++;
      }
      if (to > from) {
        stretch(from, to, highest);
      }
      from = to + 1;
    }
  }

  private void stretch(int from, int to, double highest) {
    double bottom = getHeight() - 1;
    for (int i = from; i < to; i++) {
      double y = y(values.get(i), highest);
      line.getElements().add(i == from ? new MoveTo(x(i), y) : new LineTo(x(i), y));
      area.getElements().add(i == from ? new MoveTo(x(i), bottom) : new LineTo(x(i), y));
      if (i == from) {
        area.getElements().add(new LineTo(x(i), y));
      }
    }
    if (to == from + 1) {
      // One value alone: a short line, so that there is something to see.
      line.getElements().add(new LineTo(x(from) + 2, y(values.get(from), highest)));
    }
    area.getElements().add(new LineTo(x(to - 1), bottom));
    area.getElements().add(new ClosePath());
  }

  private double x(int index) {
    return values.size() < 2 ? getWidth() / 2 : 1 + index * (getWidth() - 2) / (values.size() - 1);
  }

  private double y(double value, double highest) {
    double height = getHeight() - 3;
    return highest <= 0 ? getHeight() - 1 : 1.5 + height * (1 - Math.max(0, value) / highest);
  }
}
