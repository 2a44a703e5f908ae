package dev.keyporter.console.playground;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * Something said, beside who said it. A box would make it as high as its text is with one letter a
 * line, which is how high it takes wrapped text to be at its narrowest.
 */
final class SaidRow extends Region {
  private static final double GAP = 16;

  private final Label who;
  private final Region said;

  SaidRow(Label who, Region said) {
    this.who = who;
    this.said = said;
    getStyleClass().add("playground-row");
    who.getStyleClass().add("playground-who");
    said.getStyleClass().add("playground-said");
    getChildren().addAll(who, said);
    setMinHeight(USE_PREF_SIZE);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double widthOfSaid(double width) {
    double left = Math.max(1, width - who.prefWidth(-1) - GAP);
    return snapSizeX(Math.min(left, said.maxWidth(-1)));
  }

  @Override
  protected double computePrefWidth(double height) {
    return who.prefWidth(-1) + GAP + Math.min(said.prefWidth(-1), said.maxWidth(-1));
  }

  @Override
  protected double computePrefHeight(double width) {
    double given = width < 0 ? prefWidth(-1) : width;
    return snapSizeY(Math.max(who.prefHeight(-1), said.prefHeight(widthOfSaid(given))));
  }

  @Override
  protected double computeMinWidth(double height) {
    return who.prefWidth(-1) + GAP;
  }

  @Override
  protected void layoutChildren() {
    double width = widthOfSaid(getWidth());
    who.resizeRelocate(0, 0, who.prefWidth(-1), who.prefHeight(-1));
    said.resizeRelocate(who.prefWidth(-1) + GAP, 0, width, getHeight());
  }
}
