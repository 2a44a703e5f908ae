package dev.keyporter.console.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;

/** A bar whose segments are as wide as their shares of the whole, but never too narrow to see. */
public final class ShareBar extends Region {
  private static final double NARROWEST = 2;

  private final List<Double> shares = new ArrayList<>();

  public ShareBar() {
    getStyleClass().add("kp-share-bar");
  }

  /** Takes all segments away. */
  public ShareBar clear() {
    shares.clear();
    getChildren().clear();
    return this;
  }

  /**
   * Adds a segment at the end.
   *
   * @param share of the bar's width; all together at most 1
   * @param styleClass colours it
   */
  public ShareBar add(double share, String styleClass) {
    var segment = new Region();
    segment.getStyleClass().add(styleClass);
    shares.add(share);
    getChildren().add(segment);
    return this;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double x = 0;
    for (int i = 0; i < shares.size(); i++) {
      double share = shares.get(i);
      double wide = share <= 0 ? 0 : Math.max(NARROWEST, snapSizeX(share * width));
      double end = Math.min(width, x + wide);
      getChildren().get(i).resizeRelocate(x, 0, Math.max(0, end - x), getHeight());
      x = end;
    }
  }
}
