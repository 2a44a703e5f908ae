package dev.keyporter.console.listing;

import dev.keyporter.console.charts.Sparkline;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.usage.UsageActivity;
import dev.keyporter.model.usage.UsageFilter;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import dev.keyporter.model.usage.UsageSeries;
import dev.keyporter.model.usage.UsageStep;
import dev.keyporter.model.usage.UsageSums;
import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What one thing cost in the last thirty days, day by day, and the way to its requests. */
public final class SpendSection extends VBox {
  /** How far back lists and details look. */
  private static final int DAYS = 30;

  private final Workspace workspace;
  private final Label sum = new Label();
  private final Sparkline curve = new Sparkline();
  private final Label from = new Label();
  private final Label words = new Label();
  private final Hyperlink requests = new Hyperlink();
  private final VBox chart;
  private Background.@Nullable Work loading;
  private @Nullable UsageFilter shownFilter;
  private @Nullable UsageActivity shown;

  public SpendSection(Workspace workspace) {
    this.workspace = workspace;
    var texts = Texts.of(SpendSection.class);
    getStyleClass().add("kp-detail-section");
    var heading = new Label(texts.text("spend"));
    heading.getStyleClass().add("kp-section");
    sum.getStyleClass().addAll("kp-section", "kp-spend-sum");
    var today = new Label(texts.text("spend.today"));
    today.getStyleClass().add("kp-caption");
    from.getStyleClass().add("kp-caption");
    words.getStyleClass().add("kp-secondary");
    words.setWrapText(true);
    requests.getStyleClass().add("kp-secondary-link");
    requests.setId("see-requests");
    requests.setMinWidth(USE_PREF_SIZE);
    chart = new VBox(curve, line(from, today));
    chart.getStyleClass().add("kp-spend-chart");
    chart.managedProperty().bind(chart.visibleProperty());
    getChildren().addAll(line(heading, sum), chart, line(words, requests));
  }

  private static HBox line(Region left, Region right) {
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var line = new HBox(left, space, right);
    line.getStyleClass().add("kp-section-line");
    return line;
  }

  /** The period that lists and details sum up. */
  public static UsagePeriod period(Workspace workspace) {
    return UsagePeriod.lastDays(
        DAYS, workspace.times().zone(), workspace.times().clock().instant());
  }

  /**
   * Shows sums.
   *
   * @param link names the way to the requests
   * @param which leads to those of the period that the sums are of
   */
  public void show(UsageFilter filter, UsageActivity activity, String link, RequestsOf which) {
    UsageSums sums = activity.recent();
    sum.setText(Spend.text(sums));
    chart.setVisible(sums.cost().amount().signum() > 0);
    words.setText(
        sums.requests() == 0
            ? Texts.of(SpendSection.class).text("spend.none")
            : String.join("   ", Spend.words(sums)));
    requests.setText(link);
    requests.setOnAction(
        _ ->
            which.open(
                workspace, RequestFilter.of(new FilterTerm.Since(period(workspace).from()))));
    if (!filter.equals(shownFilter)) {
      curve.show(List.of());
    }
    if (!filter.equals(shownFilter) || !activity.equals(shown)) {
      shownFilter = filter;
      shown = activity;
      load(filter);
    }
  }

  private void load(UsageFilter filter) {
    if (loading != null) {
      loading.cancel();
    }
    UsagePeriod period = period(workspace);
    from.setText(workspace.times().date(period.from()));
    loading =
        workspace
            .background()
            .run(
                () ->
                    workspace
                        .database()
                        .usage()
                        .series(
                            period,
                            UsageStep.DAY,
                            workspace.times().zone(),
                            filter,
                            UsageGrouping.NONE),
                this::curve,
                failure -> words.setText(Failure.of(failure).what()));
  }

  private void curve(UsageSeries series) {
    curve.show(
        series.points().stream()
            .map(point -> point.total().cost().amount().doubleValue())
            .toList());
  }
}
