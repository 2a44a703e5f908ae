package dev.keyporter.console.requests;

import javafx.scene.layout.Region;

/** A small bar: muted until the answer began, then in colour; what is left is track. */
final class DurationBar extends Region {
  private static final double HEIGHT = 4;

  private final Region waited = part("kp-bar-waited");
  private final Region streamed = part("kp-bar-streamed");
  private double first;
  private double whole;

  DurationBar() {
    getStyleClass().add("kp-bar");
    getChildren().addAll(streamed, waited);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
  }

  private static Region part(String styleClass) {
    var part = new Region();
    part.setManaged(false);
    part.getStyleClass().add(styleClass);
    return part;
  }

  /** Shows shares of the bar, of 0 to 1. */
  void set(double newFirst, double newWhole) {
    first = Math.min(newFirst, newWhole);
    whole = newWhole;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double end = whole == 0 ? 0 : Math.max(2, snapSizeX(whole * getWidth()));
    streamed.resizeRelocate(0, 0, end, getHeight());
    waited.resizeRelocate(0, 0, Math.min(end, snapSizeX(first * getWidth())), getHeight());
  }
}
