package dev.keyporter.console.playground;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/** A course of values as a small line over a soft ground; the highest one touches the top. */
public final class Sparkline extends Region {
  private final Polygon ground = new Polygon();
  private final Polyline line = new Polyline();
  private List<Double> values = List.of();

  public Sparkline() {
    getStyleClass().add("playground-sparkline");
    ground.getStyleClass().add("playground-sparkline-ground");
    line.getStyleClass().add("playground-sparkline-line");
    ground.setManaged(false);
    line.setManaged(false);
    getChildren().addAll(ground, line);
  }

  /** Shows other values, from left to right. */
  public void show(List<Double> course) {
    values = List.copyOf(course);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    line.getPoints().clear();
    ground.getPoints().clear();
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    if (most <= 0) {
      return;
    }
    double step = getWidth() / (values.size() - 1);
    double height = getHeight() - 2;
    ground.getPoints().addAll(0.0, getHeight());
    for (int i = 0; i < values.size(); i++) {
      double y = 1 + height * (1 - values.get(i) / most);
      line.getPoints().addAll(i * step, y);
      ground.getPoints().addAll(i * step, y);
    }
    ground.getPoints().addAll(getWidth(), getHeight());
  }
}
