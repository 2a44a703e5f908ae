package dev.keyporter.console.charts;

import java.util.Objects;
import javafx.scene.layout.Region;

/** A thin bar that is filled by a share. */
public final class ShareBar extends Region {
  private final Region fill = new Region();
  private double share;

  public ShareBar() {
    getStyleClass().add("kp-share");
    fill.getStyleClass().add("kp-share-fill");
    fill.setManaged(false);
    getChildren().add(fill);
  }

  /** Fills it, from 0 to 1. */
  public void show(double newShare) {
    share = Math.clamp(newShare, 0, 1);
    requestLayout();
  }

  @Override
  public String getUserAgentStylesheet() {
    return Objects.requireNonNull(ShareBar.class.getResource("Charts.css")).toExternalForm();
  }

  @Override
  protected void layoutChildren() {
    fill.setVisible(share > 0);
    fill.resizeRelocate(0, 0, Math.max(2, snapSizeX(getWidth() * share)), getHeight());
  }
}
