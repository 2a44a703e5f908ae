package dev.keyporter.console.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * Bars over time, each of parts in the series' colours, the first at the bottom. The bar under the
 * pointer or with the keyboard's focus is lightened and tells of itself in a card; a click or Enter
 * opens it; the arrow keys go from bar to bar. Data may change while one looks at a bar.
 */
public final class StackedBars extends Region {
  private static final int MOST_LINES = 4;
  private static final double GAP = 10;

  /**
   * A bar.
   *
   * @param tick its name under the axis, shown where there is room
   * @param words what a screen reader says of it
   * @param parts from the bottom up; none below zero
   */
  public record Bar(String tick, String words, List<Double> parts) {
    public Bar {
      parts = List.copyOf(parts);
    }

    double sum() {
      return parts.stream().mapToDouble(part -> part).sum();
    }
  }

  private final List<BarColumn> columns = new ArrayList<>();
  private final List<Region> lines = new ArrayList<>();
  private final List<Label> values = new ArrayList<>();
  private final List<Label> names = new ArrayList<>();
  private final StackPane card = new StackPane();
  private final Label nothing = new Label();
  private List<Bar> bars = List.of();
  private Ticks ticks = Ticks.upTo(0, MOST_LINES, true);
  private IntFunction<Node> cards = _ -> new Region();
  private IntConsumer onOpen = _ -> {};
  private @Nullable BarColumn active;

  public StackedBars() {
    getStyleClass().add("kp-bars");
    card.getStyleClass().add("kp-bars-card");
    card.setManaged(false);
    card.setMouseTransparent(true);
    card.setVisible(false);
    nothing.getStyleClass().add("kp-bars-nothing");
    nothing.setManaged(false);
    getChildren().addAll(nothing, card);
  }

  /** Says what stands in the card of a bar. */
  public void setCards(IntFunction<Node> newCards) {
    cards = newCards;
  }

  /** Says what a click or Enter on a bar does. */
  public void setOnOpen(IntConsumer newOnOpen) {
    onOpen = newOnOpen;
  }

  /**
   * Shows other data; what is pointed at stays so.
   *
   * @param isWhole whether the axis has whole numbers only
   * @param axis the words for a value of the axis
   * @param nothingWords what is said where all bars are zero
   */
  public void show(
      List<Bar> newBars,
      boolean isWhole,
      BiFunction<Ticks, Double, String> axis,
      String nothingWords) {
    bars = List.copyOf(newBars);
    double highest = bars.stream().mapToDouble(Bar::sum).max().orElse(0);
    ticks = Ticks.upTo(highest, MOST_LINES, isWhole);
    nothing.setText(nothingWords);
    nothing.setVisible(highest == 0);
    List<Double> marks = ticks.values();
    fit(lines, marks.size(), _ -> styled(new Region(), "kp-bars-line"));
    fit(values, marks.size(), _ -> styled(new Label(), "kp-bars-tick"));
    fit(names, bars.size(), _ -> styled(new Label(), "kp-bars-tick"));
    fit(columns, bars.size(), index -> new BarColumn(this, index));
    for (int i = 0; i < marks.size(); i++) {
      values.get(i).setText(highest == 0 && i > 0 ? "" : axis.apply(ticks, marks.get(i)));
    }
    for (int i = 0; i < bars.size(); i++) {
      names.get(i).setText(bars.get(i).tick());
      columns.get(i).show(bars.get(i));
    }
    if (active != null && !columns.contains(active)) {
      activate(null);
    }
    rove(active == null ? columns.size() - 1 : active.index());
    if (active != null) {
      activate(active);
    }
    nothing.toFront();
    card.toFront();
    requestLayout();
  }

  private <T extends Node> void fit(List<T> nodes, int count, IntFunction<T> make) {
    while (nodes.size() > count) {
      getChildren().remove(nodes.removeLast());
    }
    while (nodes.size() < count) {
      T node = make.apply(nodes.size());
      node.setManaged(false);
      nodes.add(node);
      getChildren().add(node);
    }
  }

  private static <T extends Node> T styled(T node, String styleClass) {
    node.getStyleClass().add(styleClass);
    node.setMouseTransparent(true);
    return node;
  }

  /** Only one bar is on the way of the Tab key. */
  void rove(int index) {
    for (BarColumn column : columns) {
      column.setFocusTraversable(column.index() == index);
    }
  }

  void activate(@Nullable BarColumn column) {
    if (active != null && !active.equals(column)) {
      active.lighten(false);
    }
    active = column;
    card.setVisible(column != null);
    if (column != null) {
      column.lighten(true);
      card.getChildren().setAll(cards.apply(column.index()));
      requestLayout();
    }
  }

  /** Where a column lost the focus and no other has taken its place. */
  void deactivate(BarColumn column) {
    if (column.equals(active)) {
      activate(null);
    }
  }

  void open(int index) {
    onOpen.accept(index);
  }

  void focus(int index) {
    columns.get(index).requestFocus();
  }

  int count() {
    return columns.size();
  }

  /** The value at the top of the axis. */
  double top() {
    return ticks.top();
  }

  @Override
  public String getUserAgentStylesheet() {
    return Objects.requireNonNull(StackedBars.class.getResource("Charts.css")).toExternalForm();
  }

  @Override
  protected void layoutChildren() {
    double tickHeight = values.isEmpty() ? 0 : values.getFirst().prefHeight(-1);
    double widest = values.stream().mapToDouble(label -> label.prefWidth(-1)).max().orElse(0);
    double left = snapSizeX(widest) + GAP;
    double top = snapSizeY(tickHeight / 2);
    double width = Math.max(0, getWidth() - left);
    double height = Math.max(0, getHeight() - top - tickHeight - GAP);
    for (int i = 0; i < lines.size(); i++) {
      double y = snapPositionY(top + height - height * i / Math.max(1, lines.size() - 1));
      lines.get(i).resizeRelocate(left, y, width, 1);
      Label value = values.get(i);
      value.resizeRelocate(
          left - GAP - value.prefWidth(-1), y - tickHeight / 2, value.prefWidth(-1), tickHeight);
    }
    double step = columns.isEmpty() ? width : width / columns.size();
    for (BarColumn column : columns) {
      double from = snapPositionX(left + column.index() * step);
      double to = snapPositionX(left + (column.index() + 1) * step);
      column.resizeRelocate(from, top, to - from, height);
    }
    layoutNames(left, top + height + GAP / 2, step, tickHeight);
    nothing.autosize();
    nothing.relocate(
        left + (width - nothing.getWidth()) / 2, top + (height - nothing.getHeight()) / 2);
    layoutCard(left);
  }

  /** As many names as there is room for, counted from the newest. */
  private void layoutNames(double left, double y, double step, double height) {
    double widest = names.stream().mapToDouble(label -> label.prefWidth(-1)).max().orElse(0);
    int stride = step <= 0 ? 1 : Math.max(1, (int) Math.ceil((widest + GAP) / step));
    for (int i = 0; i < names.size(); i++) {
      Label name = names.get(i);
      name.setVisible((names.size() - 1 - i) % stride == 0);
      double width = name.prefWidth(-1);
      double middle = left + (i + 0.5) * step;
      double x = Math.clamp(middle - width / 2, 0, Math.max(0, getWidth() - width));
      name.resizeRelocate(snapPositionX(x), y, width, height);
    }
  }

  private void layoutCard(double left) {
    if (active == null) {
      return;
    }
    card.autosize();
    double before = active.getLayoutX() - card.getWidth() - GAP;
    double after = active.getLayoutX() + active.getWidth() + GAP;
    double x = before >= left || after + card.getWidth() > getWidth() ? before : after;
    card.relocate(snapPositionX(Math.clamp(x, 0, Math.max(0, getWidth() - card.getWidth()))), 4);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 400;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 200;
  }
}
