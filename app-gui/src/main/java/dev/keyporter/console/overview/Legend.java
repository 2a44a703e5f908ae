package dev.keyporter.console.overview;

import dev.keyporter.console.charts.Swatch;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the chart's colours stand for, as a table: each group with its sum and its share. */
public final class Legend extends VBox {
  private final Texts texts = Texts.of(Legend.class);
  private final Label by = new Label();
  private final Label first = new Label();
  private final Label second = new Label();
  private final VBox lines = new VBox();

  public Legend() {
    getStyleClass().add("ov-legend");
    for (Label label : List.of(by, first, second)) {
      label.getStyleClass().add("kp-secondary");
    }
    lines.getStyleClass().add("ov-legend-lines");
    getChildren().addAll(row(by, first, second), lines);
    getChildren().getFirst().getStyleClass().add("ov-legend-head");
  }

  private static HBox row(Label name, Label first, Label second) {
    name.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(40);
    HBox.setHgrow(name, Priority.ALWAYS);
    first.setMinWidth(Region.USE_PREF_SIZE);
    first.getStyleClass().add("ov-legend-first");
    second.getStyleClass().add("ov-legend-second");
    var row = new HBox(name, first, second);
    row.getStyleClass().add("ov-words");
    return row;
  }

  void show(Query query, Measure measure, List<UsageSlice> slices, Consumer<UsageGroup> open) {
    by.setText(texts.text("by." + query.grouping().name().toLowerCase(Locale.ROOT)));
    boolean addsUp = measure.addsUp();
    first.setText(texts.text(addsUp ? measure.key() : "median"));
    second.setText(texts.text(addsUp ? "share" : "p95"));
    first.setGraphic(addsUp ? null : new Swatch(1));
    second.setGraphic(addsUp ? null : new Swatch(3));
    double sum = slices.stream().mapToDouble(slice -> measure.of(slice.sums())).sum();
    var rows = new ArrayList<Line>();
    for (int i = 0; i < slices.size(); i++) {
      UsageSlice slice = slices.get(i);
      var name = new Label(GroupNames.of(slice.group()));
      if (addsUp) {
        name.setGraphic(new Swatch(i + 1));
      }
      var left = new Label(left(measure, slice.sums()));
      left.getStyleClass().add("kp-mono");
      var right = new Label(right(measure, slice.sums(), sum));
      right.getStyleClass().addAll("kp-mono", "text-muted");
      rows.add(
          new Line(
              row(name, left, right),
              String.join(", ", name.getText(), left.getText(), right.getText()),
              () -> open.accept(slice.group())));
    }
    Line.replace(lines.getChildren(), rows);
  }

  private static String left(Measure measure, UsageSums sums) {
    return measure.addsUp() ? Amounts.of(measure, sums) : Amounts.duration(measure, sums, 0.5);
  }

  private static String right(Measure measure, UsageSums sums, double sum) {
    if (!measure.addsUp()) {
      return Amounts.of(measure, sums);
    }
    if (sum == 0) {
      return Figures.NONE;
    }
    double share = measure.of(sums) / sum;
    return share > 0 && share < 0.01 ? "<" + Figures.percent(0.01) : Figures.percent(round(share));
  }

  private static double round(double share) {
    return Math.round(share * 100) / 100.0;
  }
}
