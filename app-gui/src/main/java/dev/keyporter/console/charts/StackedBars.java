package dev.keyporter.console.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
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
  private static final double WIDEST_BAR = 48;
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

  private final List<Column> columns = new ArrayList<>();
  private final List<Region> lines = new ArrayList<>();
  private final List<Label> values = new ArrayList<>();
  private final List<Label> names = new ArrayList<>();
  private final StackPane card = new StackPane();
  private final Label nothing = new Label();
  private List<Bar> bars = List.of();
  private Ticks ticks = Ticks.upTo(0, MOST_LINES, true);
  private IntFunction<Node> cards = _ -> new Region();
  private IntConsumer onOpen = _ -> {};
  private @Nullable Column active;

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
    fit(columns, bars.size(), Column::new);
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
    rove(active == null ? columns.size() - 1 : active.index);
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
  private void rove(int index) {
    for (Column column : columns) {
      column.setFocusTraversable(column.index == index);
    }
  }

  private void activate(@Nullable Column column) {
    if (active != null && active != column) {
      active.lighten(false);
    }
    active = column;
    card.setVisible(column != null);
    if (column != null) {
      column.lighten(true);
      card.getChildren().setAll(cards.apply(column.index));
      requestLayout();
    }
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
    for (Column column : columns) {
      double from = snapPositionX(left + column.index * step);
      double to = snapPositionX(left + (column.index + 1) * step);
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

  /** The place of a bar, as high as the chart. */
  private final class Column extends Region {
    private final int index;
    private final Region light = new Region();
    private final List<Region> parts = new ArrayList<>();
    private @Nullable Bar bar;

    Column(int index) {
      this.index = index;
      getStyleClass().add("kp-bar");
      setAccessibleRole(AccessibleRole.BUTTON);
      light.getStyleClass().add("kp-bar-light");
      light.setManaged(false);
      light.setVisible(false);
      getChildren().add(light);
      setOnMouseEntered(_ -> activate(this));
      setOnMouseExited(_ -> activate(null));
      setOnMouseClicked(_ -> onOpen.accept(index));
      setOnKeyPressed(this::key);
      focusedProperty()
          .subscribe(
              focused -> {
                if (focused) {
                  rove(index);
                  activate(this);
                } else if (active == this) {
                  activate(null);
                }
              });
    }

    private void key(KeyEvent event) {
      int next =
          switch (event.getCode()) {
            case LEFT -> index - 1;
            case RIGHT -> index + 1;
            case HOME -> 0;
            case END -> columns.size() - 1;
            case ENTER, SPACE -> {
              onOpen.accept(index);
              yield index;
            }
            default -> -1;
          };
      if (next >= 0 && next < columns.size()) {
        columns.get(next).requestFocus();
        event.consume();
      }
    }

    void show(Bar newBar) {
      bar = newBar;
      setAccessibleText(newBar.words());
      while (parts.size() > newBar.parts().size()) {
        getChildren().remove(parts.removeLast());
      }
      while (parts.size() < newBar.parts().size()) {
        Region part = new Region();
        part.setManaged(false);
        part.getStyleClass().addAll("kp-bar-part", "kp-chart-" + (parts.size() + 1));
        parts.add(part);
        getChildren().add(part);
      }
      requestLayout();
    }

    void lighten(boolean lightened) {
      light.setVisible(lightened);
    }

    @Override
    protected void layoutChildren() {
      light.resizeRelocate(0, 0, getWidth(), getHeight());
      if (bar == null) {
        return;
      }
      double wide = snapSizeX(Math.clamp(getWidth() * 0.7, 1, WIDEST_BAR));
      double x = snapPositionX((getWidth() - wide) / 2);
      double sum = 0;
      double bottom = getHeight();
      for (int i = 0; i < parts.size(); i++) {
        sum += bar.parts().get(i);
        double y = snapPositionY(getHeight() - getHeight() * sum / ticks.top());
        if (bar.parts().get(i) > 0 && i == 0) {
          // What is there is seen, be it ever so little.
          y = Math.min(y, getHeight() - 1);
        }
        parts.get(i).setVisible(y < bottom);
        parts.get(i).resizeRelocate(x, y, wide, Math.max(0, bottom - y));
        bottom = Math.min(bottom, y);
      }
    }
  }
}
