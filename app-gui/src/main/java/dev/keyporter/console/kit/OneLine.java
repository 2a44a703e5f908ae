package dev.keyporter.console.kit;

import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;

/** Nodes that stand side by side on one line, and otherwise where there is no room for that. */
abstract class OneLine extends Pane {
  private final double gap;

  /**
   * @param gap between two nodes on the line, in pixels
   */
  OneLine(double gap) {
    this.gap = gap;
    setMinSize(0, USE_PREF_SIZE);
  }

  /** Whether all of them have room side by side; a negative width is any. */
  final boolean fits(double width) {
    return width < 0 || computePrefWidth(-1) <= width;
  }

  @Override
  public final Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected final double computePrefWidth(double height) {
    double widths = getManagedChildren().stream().mapToDouble(node -> node.prefWidth(-1)).sum();
    return snapSizeX(widths + gap * Math.max(0, getManagedChildren().size() - 1));
  }

  final double highest() {
    return getManagedChildren().stream().mapToDouble(node -> node.prefHeight(-1)).max().orElse(0);
  }
}
