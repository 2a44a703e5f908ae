package dev.keyporter.console.kit;

import java.util.List;
import javafx.scene.Node;

/**
 * Short entries on one line. Where there is no room for all of them, they stand in columns, as many
 * in each line, so that nothing is left over alone.
 */
public final class EvenColumns extends OneLine {
  private static final double GAP = 14;
  private static final double LINE_GAP = 4;

  public EvenColumns() {
    super(GAP);
  }

  @Override
  protected double computePrefHeight(double width) {
    int count = getManagedChildren().size();
    int lines = count == 0 ? 0 : Math.ceilDiv(count, columns(width));
    return snapSizeY(lines * highest() + LINE_GAP * Math.max(0, lines - 1));
  }

  /** All of them where they fit, else as few as the number of lines asks for. */
  private int columns(double width) {
    List<Node> entries = getManagedChildren();
    if (fits(width)) {
      return Math.max(1, entries.size());
    }
    double widest = entries.stream().mapToDouble(entry -> entry.prefWidth(-1)).max().orElse(0);
    int most = (int) Math.max(1, Math.floor((width + GAP) / (widest + GAP)));
    int lines = Math.max(2, Math.ceilDiv(entries.size(), most));
    return Math.ceilDiv(entries.size(), lines);
  }

  @Override
  protected void layoutChildren() {
    List<Node> entries = getManagedChildren();
    int columns = columns(getWidth());
    boolean isOneLine = columns >= entries.size();
    double even = (getWidth() + GAP) / columns;
    double height = highest();
    double x = 0;
    for (int i = 0; i < entries.size(); i++) {
      Node entry = entries.get(i);
      double width = Math.min(entry.prefWidth(-1), getWidth());
      double left = isOneLine ? x : i % columns * even;
      double top = (height + LINE_GAP) * Math.floorDiv(i, columns);
      entry.resizeRelocate(snapPositionX(left), snapPositionY(top), width, height);
      x += width + GAP;
    }
  }
}
