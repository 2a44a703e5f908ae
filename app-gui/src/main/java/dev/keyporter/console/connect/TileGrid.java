package dev.keyporter.console.connect;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;

/** Tiles of one size, as many in a row as fit well: three, two, or one below the other. */
final class TileGrid extends Region {
  private static final int MOST = 3;
  private static final double GAP = 12;

  /** In parts of the text's size. */
  private static final double NARROWEST = 13;

  private static final double LOWEST = 8.6;

  TileGrid() {
    getStyleClass().add("connect-tiles");
  }

  void setTiles(List<? extends Node> tiles) {
    getChildren().setAll(tiles);
  }

  private int columns(double width) {
    int fit = (int) ((width + GAP) / (NARROWEST * textSize() + GAP));
    return Math.clamp(fit, 1, MOST);
  }

  private double textSize() {
    return getChildren().isEmpty() || !(getChildren().getFirst() instanceof ToolTile tile)
        ? Font.getDefault().getSize()
        : tile.getFont().getSize();
  }

  private double tileWidth(double width) {
    int columns = columns(width);
    return Math.floor((width - (columns - 1) * GAP) / columns);
  }

  private double tileHeight(double width) {
    double highest = LOWEST * textSize();
    for (Node tile : getManagedChildren()) {
      highest = Math.max(highest, tile.prefHeight(tileWidth(width)));
    }
    return Math.ceil(highest);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    int rows = Math.ceilDiv(getManagedChildren().size(), columns(width));
    return rows * tileHeight(width) + Math.max(0, rows - 1) * GAP;
  }

  @Override
  protected double computeMinWidth(double height) {
    return NARROWEST * textSize();
  }

  @Override
  protected void layoutChildren() {
    double width = tileWidth(getWidth());
    double height = tileHeight(getWidth());
    int columns = columns(getWidth());
    List<Node> tiles = getManagedChildren();
    for (int i = 0; i < tiles.size(); i++) {
      int row = i / columns;
      int column = i % columns;
      tiles.get(i).resizeRelocate(column * (width + GAP), row * (height + GAP), width, height);
    }
  }
}
