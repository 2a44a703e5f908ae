package dev.keyporter.console.overview;

import dev.keyporter.console.charts.StackedBars.Bar;
import dev.keyporter.console.charts.Swatch;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsagePoint;
import dev.keyporter.model.usage.UsageSeries;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageSums;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The sums as one measure has them: bars, cards and the groups that get a colour. */
final class Chart {
  /** Groups with a colour of their own; the fifth colour is for the others. */
  private static final int COLOURS = 4;

  private final Texts texts = Texts.of(Chart.class);
  private final Measure measure;
  private final UsageSeries series;
  private final StepNames names;

  Chart(Glance glance, Measure measure, ZoneId zone) {
    this.measure = measure;
    this.series =
        new UsageSeries(
                glance.series().slices().stream()
                    .sorted(
                        Comparator.<UsageSlice>comparingDouble(
                                slice ->
                                    measure.addsUp()
                                        ? measure.of(slice.sums())
                                        : slice.sums().requests())
                            .reversed())
                    .toList(),
                glance.series().points())
            .greatest(COLOURS);
    this.names = new StepNames(glance.query().span().step(), zone, glance.readAt());
  }

  /** The groups that are told apart, the greatest first, all others as the last. */
  List<UsageSlice> slices() {
    return series.slices();
  }

  List<Bar> bars() {
    return series.points().stream()
        .map(
            point ->
                new Bar(
                    names.tick(point.period()),
                    texts.text(
                        "bar.words",
                        names.title(point.period()),
                        texts.text(measure.key()),
                        Amounts.of(measure, point.total()),
                        point.total().requests(),
                        Amounts.count(point.total().requests())),
                    parts(point)))
        .toList();
  }

  /** Of latencies the median, and from there to the 95th percentile. */
  private List<Double> parts(UsagePoint point) {
    if (measure.addsUp()) {
      return series.slices().stream().map(slice -> measure.of(point.of(slice.group()))).toList();
    }
    double median = measure.quantile(point.total(), 0.5).map(Measure::seconds).orElse(0.0);
    return List.of(median, 0.0, Math.max(0, measure.of(point.total()) - median));
  }

  /** What a bar tells of itself. */
  Node card(int index) {
    UsagePoint point = series.points().get(index);
    UsageSums total = point.total();
    var card = new VBox();
    card.getStyleClass().add("ov-card");
    var title = new Label(names.title(point.period()));
    title.getStyleClass().add("text-bold");
    var sum = new Label(measure.addsUp() ? Amounts.of(measure, total) : "");
    sum.getStyleClass().addAll("kp-mono", "text-bold");
    card.getChildren().add(row(title, sum));
    if (measure.addsUp()) {
      IntStream.range(0, series.slices().size())
          .forEach(i -> addPart(card, point, series.slices().get(i).group(), i + 1));
    } else {
      card.getChildren()
          .addAll(
              line("median", Amounts.duration(measure, total, 0.5), 1),
              line("p95", Amounts.of(measure, total), 3));
    }
    var foot = new Label(texts.text("bar.open", total.requests(), Amounts.count(total.requests())));
    foot.getStyleClass().add("ov-card-foot");
    card.getChildren().addAll(new Separator(), foot);
    return card;
  }

  private void addPart(VBox card, UsagePoint point, UsageGroup group, int colour) {
    if (point.groups().containsKey(group)) {
      var name = new Label(GroupNames.of(group));
      name.setGraphic(new Swatch(colour));
      name.getStyleClass().add("kp-secondary");
      name.setMaxWidth(240);
      card.getChildren().add(row(name, value(Amounts.of(measure, point.of(group)))));
    }
  }

  private Node line(String key, String words, int colour) {
    var name = new Label(texts.text(key));
    name.setGraphic(new Swatch(colour));
    name.getStyleClass().add("kp-secondary");
    return row(name, value(words));
  }

  private static Label value(String words) {
    var value = new Label(words);
    value.getStyleClass().add("kp-mono");
    return value;
  }

  private static HBox row(Label name, Label value) {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    value.setMinWidth(Region.USE_PREF_SIZE);
    var row = new HBox(name, space, value);
    row.getStyleClass().add("ov-words");
    return row;
  }

  /** A share in percent, without the sign. */
  static String percent(double share) {
    return Figures.decimal(BigDecimal.valueOf(share * 100), share == 0 ? 0 : share >= 0.1 ? 1 : 2);
  }
}
