package dev.keyporter.console.reading;

import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;

/**
 * A cell as wide as its list and as high as its content needs at that width. A plain cell asks its
 * graphic for its height at any width, and so cuts texts that wrap.
 */
public abstract class WrappingCell<T> extends ListCell<T> {
  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    if (!(getGraphic() instanceof Region content)) {
      return super.computePrefHeight(width);
    }
    double inner = (width < 0 ? getWidth() : width) - snappedLeftInset() - snappedRightInset();
    return snappedTopInset() + snapSizeY(content.prefHeight(inner)) + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (getGraphic() instanceof Region content) {
      content.resizeRelocate(
          snappedLeftInset(),
          snappedTopInset(),
          getWidth() - snappedLeftInset() - snappedRightInset(),
          getHeight() - snappedTopInset() - snappedBottomInset());
    }
  }
}
