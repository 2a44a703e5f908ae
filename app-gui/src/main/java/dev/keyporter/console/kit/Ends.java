package dev.keyporter.console.kit;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Two nodes at the ends of a line. Where there is no room for both side by side, the second stands
 * below the first.
 */
public final class Ends extends Pane {
  private static final double GAP = 8;

  public Ends() {
    setMinSize(0, USE_PREF_SIZE);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    List<Node> ends = getManagedChildren();
    double gaps = GAP * Math.max(0, ends.size() - 1);
    return snapSizeX(ends.stream().mapToDouble(end -> end.prefWidth(-1)).sum() + gaps);
  }

  @Override
  protected double computePrefHeight(double width) {
    List<Node> ends = getManagedChildren();
    boolean isOneLine = width < 0 || computePrefWidth(-1) <= width;
    double sum = ends.stream().mapToDouble(end -> end.prefHeight(-1)).sum();
    double highest = ends.stream().mapToDouble(end -> end.prefHeight(-1)).max().orElse(0);
    return snapSizeY(isOneLine ? highest : sum + GAP * Math.max(0, ends.size() - 1));
  }

  @Override
  protected void layoutChildren() {
    boolean isOneLine = computePrefWidth(-1) <= getWidth();
    double y = 0;
    for (Node end : getManagedChildren()) {
      double width = Math.min(end.prefWidth(-1), getWidth());
      double height = end.prefHeight(-1);
      boolean isLast = end.equals(getManagedChildren().getLast());
      double x = isOneLine && isLast ? getWidth() - width : 0;
      double top = isOneLine ? (getHeight() - height) / 2 : y;
      end.resizeRelocate(snapPositionX(x), snapPositionY(top), width, height);
      y += height + GAP;
    }
  }
}
