package dev.keyporter.console.kit;

import java.util.List;
import javafx.scene.Node;

/**
 * Two nodes at the ends of a line. Where there is no room for both side by side, the second stands
 * below the first.
 */
public final class Ends extends OneLine {
  private static final double GAP = 8;

  public Ends() {
    super(GAP);
  }

  @Override
  protected double computePrefHeight(double width) {
    List<Node> ends = getManagedChildren();
    double sum = ends.stream().mapToDouble(end -> end.prefHeight(-1)).sum();
    return snapSizeY(fits(width) ? highest() : sum + GAP * Math.max(0, ends.size() - 1));
  }

  @Override
  protected void layoutChildren() {
    boolean isOneLine = fits(getWidth());
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
