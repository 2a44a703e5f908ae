package dev.keyporter.console.charts;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The place of a bar, as high as the chart: pointed at, focused and opened. */
final class BarColumn extends Region {
  private static final double WIDEST_BAR = 48;

  private final StackedBars chart;
  private final int index;
  private final Region light = new Region();
  private final List<Region> parts = new ArrayList<>();
  private StackedBars.@Nullable Bar bar;

  BarColumn(StackedBars chart, int index) {
    this.chart = chart;
    this.index = index;
    getStyleClass().add("kp-bar");
    setAccessibleRole(AccessibleRole.BUTTON);
    light.getStyleClass().add("kp-bar-light");
    light.setManaged(false);
    light.setVisible(false);
    getChildren().add(light);
    setOnMouseEntered(_ -> chart.activate(this));
    setOnMouseExited(_ -> chart.activate(null));
    setOnMouseClicked(_ -> chart.open(index));
    setOnKeyPressed(this::key);
    focusedProperty()
        .subscribe(
            focused -> {
              if (focused) {
                chart.rove(index);
                chart.activate(this);
              } else {
                chart.deactivate(this);
              }
            });
  }

  int index() {
    return index;
  }

  private void key(KeyEvent event) {
    int next =
        switch (event.getCode()) {
          case LEFT -> index - 1;
          case RIGHT -> index + 1;
          case HOME -> 0;
          case END -> chart.count() - 1;
          case ENTER, SPACE -> {
            chart.open(index);
            yield index;
          }
          default -> -1;
        };
    if (next >= 0 && next < chart.count()) {
      chart.focus(next);
      event.consume();
    }
  }

  void show(StackedBars.Bar newBar) {
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
      double y = snapPositionY(getHeight() - getHeight() * sum / chart.top());
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
