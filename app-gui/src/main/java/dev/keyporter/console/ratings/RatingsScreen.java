package dev.keyporter.console.ratings;

import dev.keyporter.console.inspector.Inspector;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.EmptyState;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.RatedRequest;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.UserRatings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Thumbs over time, by model and by user; each with its prompt and answer beside the list. */
public final class RatingsScreen implements Screen {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int MOST = 500;

  private final Texts texts = Texts.of(RatingsScreen.class);
  private final Workspace workspace;
  private final RatingCharts charts;
  private final BadAnswers badAnswers;
  private final Parent view;
  private final InspectorSide side;
  private final RatedList rated;
  private final RatingsHead head;
  private final ReadOnlyObjectWrapper<Load<RatingsAnswer>> load =
      new ReadOnlyObjectWrapper<>(new Load.Loading<>(null));
  private @Nullable RatingBar days;
  private Background.@Nullable Work following;
  private @Nullable RatingsAnswer shown;

  @FXML private VBox root;
  @FXML private ComboBox<OrganizationChoice> organization;
  @FXML private ComboBox<Period> period;
  @FXML private LoadPane pane;
  @FXML private SplitPane split;
  @FXML private StackPane chartsPlace;
  @FXML private ToggleButton all;
  @FXML private ToggleButton good;
  @FXML private ToggleButton bad;
  @FXML private Button day;
  @FXML private ListView<RatedRequest> list;
  @FXML private StackPane inspectorPane;
  @FXML private EmptyState nothing;
  @FXML private Label curl;
  @FXML private CopyButton copyCurl;

  public RatingsScreen(Workspace workspace) {
    this.workspace = workspace;
    this.charts = new RatingCharts(this::choose, this::openModel, this::openUser);
    this.badAnswers = new BadAnswers(workspace, this::stepped);
    this.view = View.load(this);
    var inspector = new Inspector(workspace);
    inspector.onClose(this::closeInspector);
    this.side = new InspectorSide(split, inspectorPane, inspector, workspace.preferences());
    this.rated = new RatedList(list, texts, workspace.times(), side::inspect);
    this.head =
        new RatingsHead(
            organization, period, workspace.preferences(), this::follow, this::wholePeriod);
    chartsPlace.getChildren().setAll(charts.view());
  }

  @FXML
  private void initialize() {
    var kinds = new ToggleGroup();
    kinds.getToggles().setAll(List.of(all, good, bad));
    all.setSelected(true);
    kinds
        .selectedToggleProperty()
        .addListener(
            (_, before, now) -> {
              if (now == null) {
                kinds.selectToggle(before);
              } else {
                follow();
              }
            });
    day.managedProperty().bind(day.visibleProperty());
    day.setVisible(false);
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    pane.setPlaceholder(nothing);
    pane.follow(load.getReadOnlyProperty(), this::follow);
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    String command = RatingCommand.of(workspace.proxy().baseUrl());
    curl.setText(command);
    copyCurl.setContent(command);
    Database database = workspace.database();
    workspace.background().run(() -> database.organizations().list(), head::offer, _ -> {});
    side.rejoin();
    follow();
  }

  @Override
  public void leave() {
    if (following != null) {
      following.cancel();
    }
    side.leave();
  }

  @Override
  public void stepBack() {
    closeInspector();
  }

  private RatingsQuery query() {
    return new RatingsQuery(
        head.period(),
        head.organization(),
        good.isSelected() ? Integer.valueOf(1) : bad.isSelected() ? Integer.valueOf(-1) : null,
        days,
        MOST);
  }

  /** Shows what there is now, and what comes. */
  private void follow() {
    if (following != null) {
      following.cancel();
    }
    RatingsQuery query = query();
    Database database = workspace.database();
    Times times = workspace.times();
    load.set(new Load.Loading<>(shown));
    following =
        workspace
            .background()
            .repeat(
                PAUSE,
                () -> query.ask(database, times),
                answer -> show(answer, query),
                failure -> {
                  if (shown == null) {
                    load.set(new Load.Failed<>(Failure.of(failure)));
                  }
                });
  }

  private void show(RatingsAnswer answer, RatingsQuery query) {
    // Taking the last rating back must not take the answer away that one looks at.
    boolean isShown = answer.isAnyThere() || side.inspected() != null;
    load.set(isShown ? new Load.Ready<>(answer) : new Load.Empty<>());
    if (answer.equals(shown) && Objects.equals(query.days(), days)) {
      return;
    }
    shown = answer;
    Times times = workspace.times();
    charts.show(ChartedRatings.of(answer, query.period(), times), days, times);
    rated.fill(answer.list(), side.inspected());
  }

  private void openModel(String model) {
    open(query().rows(model, workspace.times()), Stream.empty());
  }

  private void openUser(UserRatings user) {
    open(query().rows(workspace.times()), RatingsQuery.thing(user).stream());
  }

  private void open(RequestFilter filter, Stream<RequestsOf> things) {
    Stream<RequestsOf> owner =
        Stream.ofNullable(organization.getValue())
            .filter(choice -> choice.id() != null)
            .map(
                choice ->
                    new RequestsOf(
                        FilterKey.ORG, choice.name(), Objects.requireNonNull(choice.id()).value()));
    RequestsOf.open(workspace, filter, Stream.concat(owner, things).toList(), List.of());
  }

  private void closeInspector() {
    side.close();
    rated.clear();
    follow();
  }

  private void choose(RatingBar bar) {
    days = bar.equals(days) ? null : bar;
    Times times = workspace.times();
    day.setVisible(days != null);
    day.setText(times.date(bar.first().atTime(12, 0).atZone(times.zone()).toInstant()));
    follow();
  }

  @FXML
  private void wholePeriod() {
    days = null;
    day.setVisible(false);
    follow();
  }

  @FXML
  private void previousBad() {
    step(false);
  }

  @FXML
  private void nextBad() {
    step(true);
  }

  /** Goes to the next bad answer, older or newer than the one that is open. */
  private void step(boolean isOlder) {
    badAnswers.step(query().bad(workspace.times()), side.inspected(), isOlder);
  }

  private void stepped(RequestId id) {
    side.inspect(id);
    rated.show(id);
  }

  private void key(KeyEvent event) {
    if (event.getTarget() instanceof TextInputControl || event.isShortcutDown()) {
      return;
    }
    switch (event.getCode()) {
      case J -> step(true);
      case K -> step(false);
      default -> {
        return;
      }
    }
    event.consume();
  }
}
