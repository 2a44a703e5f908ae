package dev.keyporter.console.overview;

import dev.keyporter.console.charts.StackedBars;
import dev.keyporter.console.kit.Segments;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePoint;
import dev.keyporter.model.usage.UsageSlice;
import dev.keyporter.model.usage.UsageSums;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The figures: tiles, the chart with its legend, and three lists. */
final class Dashboard {
  private static final double FOUR_FROM = 1000;
  private static final List<UsageGrouping> GROUPINGS =
      List.of(
          UsageGrouping.MODEL, UsageGrouping.ORGANIZATION, UsageGrouping.USER, UsageGrouping.KEY);

  private final Texts texts = Texts.of(Dashboard.class);
  private final Workspace workspace;
  private final Parent view;
  private @Nullable Glance glance;
  private @Nullable Chart chart;
  private Measure measure = Measure.SPEND;

  /** Whether one has chosen the measure; else it is what there is something to see of. */
  private boolean isChosen;

  @FXML private VBox page;
  @FXML private GridPane tiles;
  @FXML private FigureTile spend;
  @FXML private FigureTile requests;
  @FXML private FigureTile errors;
  @FXML private FigureTile firstToken;
  @FXML private MenuButton measures;
  @FXML private Segments<UsageGrouping> grouping;
  @FXML private StackedBars bars;
  @FXML private Legend legend;
  @FXML private VBox unpriced;
  @FXML private Label unpricedCount;
  @FXML private Label unpricedModel;
  @FXML private RankList users;
  @FXML private RankList keys;
  @FXML private FailureList failures;

  Dashboard(Workspace workspace) {
    this.workspace = workspace;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    var one = new ToggleGroup();
    for (Measure choice : Measure.values()) {
      var item = new RadioMenuItem(texts.text(choice.key()));
      item.setId("measure-" + choice.name().toLowerCase(Locale.ROOT));
      item.setToggleGroup(one);
      item.setUserData(choice);
      item.setSelected(choice == measure);
      item.setOnAction(
          _ -> {
            isChosen = true;
            measure = choice;
            showChart();
          });
      measures.getItems().add(item);
    }
    grouping.setItems(GROUPINGS, by -> texts.text("group." + by.name().toLowerCase(Locale.ROOT)));
    unpriced.managedProperty().bind(unpriced.visibleProperty());
    bars.setCards(this::card);
    bars.setOnOpen(this::openBar);
    tiles.widthProperty().subscribe(width -> arrange(width.doubleValue() >= FOUR_FROM ? 4 : 2));
  }

  Parent view() {
    return view;
  }

  /** Puts something above the figures. */
  void setTop(Node top) {
    page.getChildren().addFirst(top);
  }

  /** What the chart tells apart. */
  ObjectProperty<@Nullable UsageGrouping> grouping() {
    return grouping.valueProperty();
  }

  private void mark(MenuItem item) {
    if (item instanceof RadioMenuItem radio) {
      radio.setSelected(measure.equals(item.getUserData()));
    }
  }

  private void arrange(int columns) {
    if (tiles.getColumnConstraints().size() == columns) {
      return;
    }
    tiles.getColumnConstraints().clear();
    for (int i = 0; i < columns; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      tiles.getColumnConstraints().add(column);
    }
    List<Node> all = List.copyOf(tiles.getChildren());
    for (int i = 0; i < all.size(); i++) {
      GridPane.setConstraints(all.get(i), i % columns, i / columns);
    }
  }

  void show(Glance now) {
    glance = now;
    UsageSums sums = now.totals().now();
    spend.show(Amounts.usd(sums), Comparison.spend(now.totals()), course(now, Measure.SPEND::of));
    requests.show(
        Amounts.count(sums.requests()),
        Comparison.requests(now.totals()),
        course(now, Measure.REQUESTS::of));
    errors.show(
        sums.errorShare().isPresent()
            ? texts.text("percent", Chart.percent(sums.errorShare().getAsDouble()))
            : "–",
        Comparison.errors(now.totals()),
        course(now, point -> point.errorShare().orElse(Double.NaN)));
    firstToken.show(
        Amounts.of(Measure.FIRST_TOKEN, sums),
        Comparison.firstToken(now.totals()),
        course(
            now,
            point ->
                Measure.FIRST_TOKEN
                    .quantile(point, 0.95)
                    .map(Measure::seconds)
                    .orElse(Double.NaN)));
    showUnpriced(now);
    users.show(
        now.users(),
        "users.all",
        new Place.Users(new Choice.AsIs<>()),
        workspace.navigator()::go,
        group -> openGroup(group, UsageGrouping.USER));
    keys.show(
        now.keys(),
        "keys.all",
        new Place.Keys(new Choice.AsIs<>()),
        workspace.navigator()::go,
        group -> openGroup(group, UsageGrouping.KEY));
    failures.show(
        now.failures(),
        sums.errors(),
        now.refused(),
        () -> go(now, RowsOf.errors(RowsOf.period(now.period(), now.readAt()))),
        workspace.times(),
        workspace.navigator()::go);
    showChart();
  }

  private static List<Double> course(Glance now, ToDoubleFunction<UsageSums> figure) {
    return now.series().points().stream()
        .map(UsagePoint::total)
        .map(figure::applyAsDouble)
        .toList();
  }

  private void showUnpriced(Glance now) {
    long count = now.totals().now().unpriced();
    unpriced.setVisible(count > 0);
    unpricedCount.setText(texts.text("unpriced", count, Amounts.count(count)));
    String model = now.unpricedModel();
    unpricedModel.setText(
        model == null ? texts.text("unpriced.some") : texts.text("unpriced.model", model));
  }

  private void showChart() {
    Glance now = glance;
    if (now == null) {
      return;
    }
    if (!isChosen) {
      boolean isFree = now.totals().now().cost().amount().signum() == 0;
      measure = isFree && now.totals().now().requests() > 0 ? Measure.REQUESTS : Measure.SPEND;
      measures.getItems().forEach(this::mark);
    }
    Measure chosen = measure;
    chart = new Chart(now, chosen, workspace.times().zone());
    String per = "per." + now.query().span().step().name().toLowerCase(Locale.ROOT);
    measures.setText(texts.text(chosen.key()) + " " + texts.text(per));
    measures.setAccessibleText(texts.text("measure") + ": " + measures.getText());
    bars.show(
        chart.bars(),
        chosen.isWhole(),
        (ticks, value) -> Amounts.axis(chosen, ticks, value),
        texts.text(now.totals().now().requests() == 0 ? "chart.nothing" : "chart.zero"));
    legend.show(now.query(), chosen, chart.slices(), this::openCounted);
  }

  private Node card(int index) {
    return chart == null ? new VBox() : chart.card(index);
  }

  private void openBar(int index) {
    Glance now = glance;
    if (now != null) {
      UsagePoint point = now.series().points().get(index);
      go(now, RowsOf.counted(RowsOf.period(point.period(), now.readAt()), measure));
    }
  }

  /** A line of the legend counts what the chart measures. */
  private void openCounted(UsageGroup group) {
    List<UsageGroup> told =
        chart == null ? List.of() : chart.slices().stream().map(UsageSlice::group).toList();
    Glance now = glance;
    if (now != null) {
      open(now, group, now.query().grouping(), measure, told);
    }
  }

  /** A line of a list counts all requests. */
  private void openGroup(UsageGroup group, UsageGrouping by) {
    Glance now = glance;
    if (now != null) {
      open(now, group, by, Measure.REQUESTS, List.of());
    }
  }

  private void open(
      Glance now, UsageGroup group, UsageGrouping by, Measure counting, List<UsageGroup> told) {
    RequestFilter period = RowsOf.period(now.period(), now.readAt());
    RequestFilter all = RowsOf.group(period, group, by, told);
    List<RequestsOf> things =
        Stream.concat(now.organization().stream(), RowsOf.thing(group).stream())
            .distinct()
            .toList();
    RequestsOf.open(workspace, RowsOf.counted(all, counting), things, RowsOf.except(group, told));
  }

  private void go(Glance now, RequestFilter filter) {
    RequestsOf.open(workspace, filter, now.organization(), List.of());
  }

  @FXML
  private void addPrice() {
    workspace.navigator().go(new Place.Settings(Place.Settings.Section.PRICES));
  }
}
