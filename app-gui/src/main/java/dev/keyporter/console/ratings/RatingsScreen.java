package dev.keyporter.console.ratings;

import dev.keyporter.console.inspector.Inspector;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.EmptyState;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Names;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.db.traffic.RatingOverview;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RatedRequest;
import dev.keyporter.model.traffic.RatingCounts;
import dev.keyporter.model.traffic.RatingFilter;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Thumbs over time, by model and by user; each with its prompt and answer beside the list. */
public final class RatingsScreen implements Screen {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int MOST = 500;
  private static final double USERS_FROM = 600;
  private static final String PERIOD = "ratings.period";
  private static final String WIDTH = "ratings.divider";

  private final Texts texts = Texts.of(RatingsScreen.class);
  private final Workspace workspace;
  private final Inspector inspector;
  private final Parent view;
  private final ReadOnlyObjectWrapper<Load<RatingsAnswer>> load =
      new ReadOnlyObjectWrapper<>(new Load.Loading<>(null));
  private @Nullable RatingBar days;
  private Background.@Nullable Work following;
  private @Nullable RatingsAnswer shown;
  private @Nullable RequestId inspected;
  private boolean isRefilling;

  @FXML private VBox root;
  @FXML private ComboBox<OrganizationChoice> organization;
  @FXML private ComboBox<Period> period;
  @FXML private LoadPane pane;
  @FXML private SplitPane split;
  @FXML private Label share;
  @FXML private Label counts;
  @FXML private RatingChart chart;
  @FXML private ShareList models;
  @FXML private ShareList users;
  @FXML private HBox charts;
  @FXML private VBox usersBox;
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
    this.inspector = new Inspector(workspace);
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    inspectorPane.getChildren().setAll(inspector.view());
    inspector.onClose(this::closeInspector);
    split.getItems().remove(inspectorPane);
    SplitPane.setResizableWithParent(inspectorPane, false);
    period.getItems().setAll(Period.values());
    period.setConverter(new Names<>(choice -> texts.text(choice.textName())));
    period.setValue(
        workspace
            .preferences()
            .text(PERIOD)
            .flatMap(
                name -> period.getItems().stream().filter(p -> p.name().equals(name)).findFirst())
            .orElse(Period.MONTH));
    period.setOnAction(
        _ -> {
          workspace.preferences().set(PERIOD, period.getValue());
          wholePeriod();
        });
    var everybody = new OrganizationChoice(null, texts.text("organization.all"));
    organization.setConverter(new Names<>(OrganizationChoice::name));
    organization.getItems().setAll(everybody);
    organization.setValue(everybody);
    organization.setOnAction(_ -> follow());
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
    usersBox.managedProperty().bind(usersBox.visibleProperty());
    usersBox.visibleProperty().bind(charts.widthProperty().greaterThan(USERS_FROM));
    day.managedProperty().bind(day.visibleProperty());
    day.setVisible(false);
    chart.onChoose(this::choose);
    list.setCellFactory(_ -> new RatedCell(texts, workspace.times()));
    list.setPlaceholder(new Label(texts.text("list.empty")));
    list.getSelectionModel().selectedItemProperty().subscribe(this::selected);
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
    workspace.background().run(() -> database.organizations().list(), this::organizations, _ -> {});
    inspector.rejoin();
    follow();
  }

  @Override
  public void leave() {
    if (following != null) {
      following.cancel();
    }
    inspector.leave();
    keepWidth();
  }

  @Override
  public void stepBack() {
    closeInspector();
  }

  private void organizations(List<Organization> there) {
    List<OrganizationChoice> choices = new ArrayList<>();
    choices.add(organization.getItems().getFirst());
    there.forEach(one -> choices.add(new OrganizationChoice(one.id(), one.name())));
    if (!organization.getItems().equals(choices)) {
      OrganizationChoice before = organization.getValue();
      organization.getItems().setAll(choices);
      organization.setValue(choices.contains(before) ? before : choices.getFirst());
    }
    organization.setVisible(there.size() > 1);
  }

  private RatingsQuery query() {
    OrganizationChoice of = organization.getValue();
    return new RatingsQuery(
        period.getValue(),
        of == null ? null : of.id(),
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
    boolean isShown = answer.isAnyThere() || inspected != null;
    load.set(isShown ? new Load.Ready<>(answer) : new Load.Empty<>());
    if (answer.equals(shown) && Objects.equals(query.days(), days)) {
      return;
    }
    shown = answer;
    Times times = workspace.times();
    RatingCounts total = answer.total();
    share.setText(
        total.total() == 0 ? Figures.NONE : Figures.percent((double) total.good() / total.total()));
    counts.setText(texts.text("counts", Figures.count(total.good()), Figures.count(total.total())));
    LocalDate first = query.period().firstDay(times.clock(), times.zone());
    if (first == null) {
      first = answer.byDay().isEmpty() ? times.today() : answer.byDay().firstKey();
    }
    chart.show(RatingBar.of(answer.byDay(), first, times.today()), days, times);
    models.clear();
    answer
        .byModel()
        .forEach((model, rated) -> models.add(model, rated, () -> rows(FilterKey.MODEL, model)));
    users.clear();
    answer.byUser().stream()
        .filter(user -> user.userName() != null)
        .forEach(
            user ->
                users.add(
                    String.valueOf(user.userName()),
                    user.counts(),
                    () -> rows(FilterKey.USER, String.valueOf(user.userName()))));
    refill(answer.list());
  }

  private void rows(FilterKey key, String name) {
    RequestFilter filter =
        RequestFilter.of(
            FilterTerm.Text.exactly(key, name),
            new FilterTerm.Choice(FilterKey.RATING, false, List.of("good", "bad")));
    workspace.navigator().go(Place.Requests.of(filter, workspace.times().zone()));
  }

  private void refill(List<RatedRequest> rated) {
    isRefilling = true;
    list.getItems().setAll(rated);
    select(inspected);
    isRefilling = false;
  }

  private void select(@Nullable RequestId id) {
    list.getSelectionModel().clearSelection();
    for (RatedRequest rated : list.getItems()) {
      if (rated.request().id().equals(id)) {
        list.getSelectionModel().select(rated);
      }
    }
  }

  private void selected(@Nullable RatedRequest rated) {
    if (rated != null && !isRefilling) {
      inspect(rated.request().id());
    }
  }

  private void inspect(RequestId id) {
    if (!id.equals(inspected)) {
      inspected = id;
      inspector.show(id);
    }
    if (!split.getItems().contains(inspectorPane)) {
      split.getItems().add(inspectorPane);
      split.setDividerPosition(0, workspace.preferences().number(WIDTH).orElse(0.6));
    }
  }

  private void closeInspector() {
    keepWidth();
    inspector.clear();
    inspected = null;
    split.getItems().remove(inspectorPane);
    list.getSelectionModel().clearSelection();
    list.requestFocus();
    follow();
  }

  private void keepWidth() {
    if (split.getItems().contains(inspectorPane)) {
      workspace.preferences().set(WIDTH, split.getDividerPositions()[0]);
    }
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
    RatingFilter of = query().listed(workspace.times());
    var worst = new RatingFilter(-1, of.organizationId(), of.since(), of.until());
    RatingOverview overview = workspace.database().ratingOverview();
    RequestId here = inspected == null ? new RequestId(Long.MAX_VALUE) : inspected;
    workspace
        .background()
        .run(
            () -> isOlder ? overview.older(worst, here) : overview.newer(worst, here),
            this::stepped,
            failure -> workspace.notices().say(Failure.of(failure)));
  }

  private void stepped(Optional<RequestId> found) {
    found.ifPresent(
        id -> {
          inspect(id);
          isRefilling = true;
          select(id);
          isRefilling = false;
          list.scrollTo(list.getSelectionModel().getSelectedIndex());
        });
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
