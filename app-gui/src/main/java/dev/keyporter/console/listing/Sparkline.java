package dev.keyporter.console.listing;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/** A curve without axes. */
final class Sparkline extends Region {
  private final Polygon area = new Polygon();
  private final Polyline line = new Polyline();
  private List<Double> values = List.of();

  Sparkline() {
    getStyleClass().add("kp-spark");
    area.getStyleClass().add("kp-spark-area");
    line.getStyleClass().add("kp-spark-line");
    area.setManaged(false);
    line.setManaged(false);
    getChildren().addAll(area, line);
  }

  /** Shows values of zero and more, oldest first. */
  void show(List<Double> newValues) {
    values = List.copyOf(newValues);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    area.getPoints().clear();
    line.getPoints().clear();
    double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    if (values.size() < 2) {
      return;
    }
    double width = getWidth();
    double height = getHeight();
    double room = height - 4;
    for (int i = 0; i < values.size(); i++) {
      double x = width * i / (values.size() - 1);
      double y = highest == 0 ? height - 1 : height - 1 - room * values.get(i) / highest;
      line.getPoints().addAll(x, y);
    }
    area.getPoints().setAll(line.getPoints());
    area.getPoints().addAll(width, height, 0.0, height);
  }
}
