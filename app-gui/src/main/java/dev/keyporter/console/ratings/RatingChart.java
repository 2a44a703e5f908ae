package dev.keyporter.console.ratings;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Good ratings above a line, bad ones below it, a column for each day or week. */
public final class RatingChart extends Region {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double AXIS = 18;
  private static final double GAP = 2;
  private static final double WIDEST = 28;
  private static final Duration AT_ONCE = Duration.millis(100);

  private final Texts texts = Texts.of(RatingChart.class);
  private final Region line = new Region();
  private final Label from = caption();
  private final Label to = caption();
  private final List<Column> columns = new ArrayList<>();
  private Consumer<RatingBar> whenChosen = _ -> {};
  private double most = 1;
  private double worst;

  public RatingChart() {
    getStyleClass().add("kp-rating-chart");
    line.getStyleClass().add("kp-rating-axis");
  }

  private static Label caption() {
    var label = new Label();
    label.getStyleClass().add("kp-caption");
    return label;
  }

  /** What a click or Enter on a column does. */
  void onChoose(Consumer<RatingBar> chosen) {
    whenChosen = chosen;
  }

  void show(List<RatingBar> bars, @Nullable RatingBar chosen, Times times) {
    most = Math.max(1, bars.stream().mapToLong(bar -> bar.counts().good()).max().orElse(0));
    worst = bars.stream().mapToLong(bar -> bar.counts().bad()).max().orElse(0);
    columns.clear();
    for (RatingBar bar : bars) {
      var column = new Column(bar, words(bar, times));
      column.pseudoClassStateChanged(CHOSEN, bar.equals(chosen));
      columns.add(column);
    }
    getChildren().setAll(columns);
    getChildren().addAll(line, from, to);
    getChildren().forEach(child -> child.setManaged(false));
    from.setText(bars.isEmpty() ? "" : date(bars.getFirst().first(), times));
    to.setText(bars.isEmpty() ? "" : date(times.today(), times));
    requestLayout();
  }

  private String words(RatingBar bar, Times times) {
    String first = date(bar.first(), times);
    String days =
        bar.days() == 1
            ? first
            : first + " – " + date(bar.first().plusDays(bar.days() - 1L), times);
    return texts.text(
        "chart.day", days, Figures.count(bar.counts().good()), Figures.count(bar.counts().bad()));
  }

  private static String date(LocalDate day, Times times) {
    return times.date(day.atTime(12, 0).atZone(times.zone()).toInstant());
  }

  @Override
  protected double computePrefHeight(double width) {
    return 150;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight() - AXIS;
    double middle = Math.round(height * most / (most + worst));
    double step = columns.isEmpty() ? width : width / columns.size();
    for (int i = 0; i < columns.size(); i++) {
      double x = snapPositionX(i * step);
      double wide = Math.min(WIDEST, snapPositionX((i + 1) * step) - x - GAP);
      columns.get(i).resizeRelocate(x, 0, Math.max(1, wide), height);
      columns.get(i).place(middle, height);
    }
    line.resizeRelocate(0, middle, width, 1);
    place(from, 0, height);
    place(to, width - to.prefWidth(-1), height);
  }

  private static void place(Label label, double x, double y) {
    label.resizeRelocate(x, y + 3, label.prefWidth(-1), label.prefHeight(-1));
  }

  private final class Column extends Region {
    private final RatingBar bar;
    private final Region good = new Region();
    private final Region bad = new Region();

    Column(RatingBar bar, String words) {
      this.bar = bar;
      getStyleClass().add("kp-rating-column");
      good.getStyleClass().add("kp-rating-good");
      bad.getStyleClass().add("kp-rating-bad");
      good.setManaged(false);
      bad.setManaged(false);
      getChildren().addAll(good, bad);
      setAccessibleText(words);
      var tooltip = new Tooltip(words);
      tooltip.setShowDelay(AT_ONCE);
      Tooltip.install(this, tooltip);
      if (bar.counts().total() > 0) {
        setFocusTraversable(true);
        setOnMouseClicked(_ -> whenChosen.accept(bar));
        setOnKeyPressed(
            event -> {
              if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                whenChosen.accept(bar);
                event.consume();
              }
            });
      }
    }

    void place(double middle, double height) {
      double unit = height / (most + worst);
      double up = Math.round(bar.counts().good() * unit);
      double down = Math.round(bar.counts().bad() * unit);
      good.resizeRelocate(0, middle - up, getWidth(), up);
      bad.resizeRelocate(
          0, middle + 1, getWidth(), Math.max(0, Math.min(down, height - middle - 1)));
    }
  }
}
