package dev.keyporter.console.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;

/**
 * A table of words: columns as wide as their words where there is room, else sharing what there is;
 * rows as high as their words need at that width, and no higher.
 */
final class MarkdownTable extends Pane {
  /** No column gets narrower, in pixels; a table that does not fit then is cut at its edge. */
  private static final double NARROWEST = 48;

  private final List<List<Region>> rows = new ArrayList<>();
  private final List<TextAlignment> sides;
  private final int columns;

  /** As last asked for: a frame asks for the same several times. */
  private double knownWidth = -1;

  private double[] heights = {};

  MarkdownTable(Block.Table table) {
    sides = table.sides().stream().map(MarkdownTable::alignment).toList();
    columns = table.heading().size();
    getStyleClass().add("kp-markdown-table");
    add(table.heading(), "kp-markdown-th");
    for (List<List<Span>> row : table.rows()) {
      add(row, "kp-markdown-td");
    }
    getChildren().addAll(rows.stream().flatMap(List::stream).toList());
  }

  private void add(List<List<Span>> cells, String styleClass) {
    List<Region> row = new ArrayList<>();
    for (List<Span> spans : cells) {
      Words words = Words.of(spans);
      words.setTextAlignment(sides.get(row.size()));
      var cell = new StackPane(words);
      cell.getStyleClass().add(styleClass);
      row.add(cell);
    }
    rows.add(row);
  }

  private static TextAlignment alignment(Block.Side side) {
    return switch (side) {
      case LEFT -> TextAlignment.LEFT;
      case CENTER -> TextAlignment.CENTER;
      case RIGHT -> TextAlignment.RIGHT;
    };
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return Arrays.stream(natural()).sum() + snappedLeftInset() + snappedRightInset();
  }

  @Override
  protected double computePrefHeight(double width) {
    return snappedTopInset()
        + Arrays.stream(heights(width < 0 ? computePrefWidth(-1) : width)).sum()
        + snappedBottomInset();
  }

  @Override
  public void requestLayout() {
    knownWidth = -1;
    super.requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double[] widths = widths(getWidth());
    double[] each = heights(getWidth());
    double y = snappedTopInset();
    for (int row = 0; row < rows.size(); row++) {
      double x = snappedLeftInset();
      for (int column = 0; column < rows.get(row).size(); column++) {
        rows.get(row).get(column).resizeRelocate(x, y, widths[column], each[row]);
        x += widths[column];
      }
      y += each[row];
    }
  }

  private double[] heights(double width) {
    if (width != knownWidth) {
      double[] widths = widths(width);
      heights = rows.stream().mapToDouble(row -> height(row, widths)).toArray();
      knownWidth = width;
    }
    return heights;
  }

  private double height(List<Region> row, double[] widths) {
    double height = 0;
    for (int column = 0; column < row.size(); column++) {
      height = Math.max(height, snapSizeY(row.get(column).prefHeight(widths[column])));
    }
    return height;
  }

  /** How wide each column would be without a line broken. */
  private double[] natural() {
    double[] natural = new double[columns];
    for (List<Region> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        natural[column] = Math.max(natural[column], snapSizeX(row.get(column).prefWidth(-1)));
      }
    }
    return natural;
  }

  private double[] widths(double width) {
    double room = width - snappedLeftInset() - snappedRightInset();
    double[] shared = shared(natural(), room);
    for (int column = 0; column < columns; column++) {
      shared[column] = snapSizeX(shared[column]);
    }
    return shared;
  }

  /** Narrow columns get what they need, the others share the rest alike. */
  static double[] shared(double[] natural, double room) {
    double[] widths = natural.clone();
    if (Arrays.stream(natural).sum() <= room) {
      return widths;
    }
    double[] sorted = natural.clone();
    Arrays.sort(sorted);
    double rest = room;
    double most = 0;
    for (int i = 0; i < sorted.length; i++) {
      most = Math.max(NARROWEST, rest / (sorted.length - i));
      if (sorted[i] > most) {
        break;
      }
      rest -= sorted[i];
    }
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.min(widths[column], most);
    }
    return widths;
  }
}
