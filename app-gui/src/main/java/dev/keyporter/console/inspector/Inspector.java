package dev.keyporter.console.inspector;

import atlantafx.base.controls.Tab;
import atlantafx.base.controls.TabLine;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.Database;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * Shows one request: an overview, what was asked and answered to the byte, the stream's events, and
 * the session it belongs to; rates it in place. Follows a pending one to its end.
 */
public final class Inspector {
  private static final Logger LOG = Logger.getLogger(Inspector.class.getName());
  private static final Duration PENDING_PAUSE = Duration.ofMillis(500);

  /** The views, in the order of their tabs. */
  private enum Kind {
    OVERVIEW,
    REQUEST,
    RESPONSE,
    STREAM,
    SESSION;

    String textName() {
      return "tab." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Texts texts = Texts.of(Inspector.class);
  private final Workspace workspace;
  private final Loader<Optional<Inspected>> loader;
  private final RatingRow rating;
  private final Map<Kind, InspectorTab> views = new EnumMap<>(Kind.class);
  private final Map<Kind, Tab> tabsByKind = new EnumMap<>(Kind.class);
  private final Map<Kind, Inspected> shownBy = new EnumMap<>(Kind.class);
  private final Parent view;
  private Runnable whenClosed = () -> {};
  private Kind chosen = Kind.OVERVIEW;
  private boolean isFilling;
  private @Nullable RequestId shown;
  private @Nullable Inspected inspected;
  private Background.@Nullable Work following;

  @FXML private StateLabel state;
  @FXML private Label title;
  @FXML private StateLabel badge;
  @FXML private CopyButton curl;
  @FXML private Button playground;
  @FXML private MenuButton more;
  @FXML private Button close;
  @FXML private Label id;
  @FXML private CopyButton copyId;
  @FXML private Label time;
  @FXML private TabLine tabs;
  @FXML private LoadPane pane;
  @FXML private StackPane content;
  @FXML private StackPane foot;

  public Inspector(Workspace workspace) {
    this.workspace = workspace;
    this.loader = new Loader<>(workspace.background());
    this.rating = new RatingRow(workspace);
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    badge.asBadge();
    playground.setTooltip(new Tooltip(texts.text("playground")));
    more.setTooltip(new Tooltip(texts.text("more")));
    close.setTooltip(new Tooltip(texts.text("close")));
    foot.getChildren().setAll(rating.view());
    views.put(Kind.OVERVIEW, new OverviewTab(workspace, () -> choose(Kind.SESSION)));
    views.put(Kind.REQUEST, BodyTab.ofRequest(workspace));
    views.put(Kind.RESPONSE, BodyTab.ofResponse(workspace));
    views.put(Kind.STREAM, new StreamTab(workspace));
    views.put(Kind.SESSION, new SessionTab(workspace));
    for (Kind kind : Kind.values()) {
      var tab = new Tab(texts.text(kind.textName()));
      tab.setId("inspector-tab-" + kind.name().toLowerCase(java.util.Locale.ROOT));
      tabsByKind.put(kind, tab);
    }
    tabs.setTabClosingPolicy(Tab.ClosingPolicy.NO_TABS);
    tabs.setTabDragPolicy(Tab.DragPolicy.FIXED);
    tabs.setTabResizePolicy(Tab.ResizePolicy.COMPUTED_WIDTH);
    tabs.getTabs().setAll(tabsByKind.get(Kind.OVERVIEW));
    tabs.getSelectionModel().selectedItemProperty().subscribe(this::selected);
    pane.follow(loader);
    loader.load().subscribe(this::loaded);
  }

  public Parent view() {
    return view;
  }

  /** Shows a request, on the tab that was last looked at. */
  public void show(RequestId requested) {
    if (!requested.equals(shown)) {
      shown = requested;
      rating.leave();
      empty(requested);
    }
    stopFollowing();
    Database database = workspace.database();
    String baseUrl = workspace.proxy().baseUrl();
    loader.load(() -> Inspected.load(database, requested, baseUrl));
  }

  /** Comes back into view: what was shown may have changed. */
  public void rejoin() {
    if (shown != null) {
      show(shown);
    }
  }

  /** Shows nothing. */
  public void clear() {
    leave();
    shown = null;
    inspected = null;
    shownBy.clear();
    loader.clear();
  }

  /** What its close button does. */
  public void onClose(Runnable closed) {
    whenClosed = closed;
  }

  /** Goes out of view: follows nothing more. What is shown stays. */
  public void leave() {
    stopFollowing();
    rating.leave();
  }

  @FXML
  private void close() {
    leave();
    whenClosed.run();
  }

  @FXML
  private void openPlayground() {
    if (shown != null) {
      workspace.navigator().go(new Place.Playground(shown));
    }
  }

  /** The head of a request of which nothing is known yet: nothing of another may stand there. */
  private void empty(RequestId requested) {
    inspected = null;
    shownBy.clear();
    loader.clear();
    id.setText(requested.toString());
    copyId.setContent(requested.toString());
    state.set("fth-loader", "", StateLabel.Tone.QUIET);
    state.setAccessibleText("");
    title.setText("");
    badge.setVisible(false);
    time.setText("");
    curl.setDisable(true);
    curl.setContent("");
    more.getItems().clear();
    tabs.setVisible(false);
    foot.setVisible(false);
    content.getChildren().clear();
  }

  private void loaded(Load<Optional<Inspected>> load) {
    if (load instanceof Load.Ready<Optional<Inspected>>(Optional<Inspected> found)) {
      try {
        found.ifPresentOrElse(this::fill, this::gone);
      } catch (RuntimeException e) {
        fail(e);
      }
    }
  }

  /** What was begun to be shown is incomplete, or still of another request: it goes. */
  private void fail(RuntimeException failure) {
    LOG.log(Level.SEVERE, "A request could not be shown.", failure);
    content.getChildren().setAll(Notes.note("fth-alert-circle", Failure.of(failure).what()));
  }

  private void gone() {
    state.set("fth-slash", "", StateLabel.Tone.QUIET);
    title.setText(texts.text("gone"));
    content.getChildren().setAll(Notes.note("fth-slash", texts.text("gone.why")));
  }

  private void fill(Inspected now) {
    inspected = now;
    RequestSummary summary = now.summary();
    Outcome outcome = Outcome.of(now, texts);
    state.set(outcome.icon(), "", outcome.tone());
    state.setAccessibleText(outcome.words());
    badge.setVisible(true);
    badge.set(outcome.icon(), outcome.words(), outcome.tone());
    badge.setGraphic(null);
    title.setText(summary.model() == null ? Routes.name(summary.route(), texts) : summary.model());
    time.setText(workspace.times().full(summary.createdAt()));
    curl.setDisable(now.curl().isEmpty());
    curl.setContent(now.curl().orElse(""));
    more.getItems().setAll(MoreMenu.items(now, workspace, texts));
    foot.setVisible(true);
    tabs.setVisible(true);
    rating.show(now.detail());
    fillTabs(now);
    if (now.isPending()) {
      follow(summary.id());
    }
  }

  private void fillTabs(Inspected now) {
    List<Tab> wanted =
        tabsByKind.entrySet().stream()
            .filter(entry -> has(now, entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    isFilling = true;
    if (!tabs.getTabs().equals(wanted)) {
      tabs.getTabs().setAll(wanted);
    }
    Kind kind = has(now, chosen) ? chosen : Kind.OVERVIEW;
    tabs.getSelectionModel().select(tabsByKind.get(kind));
    isFilling = false;
    showView(kind);
  }

  private static boolean has(Inspected now, Kind kind) {
    return switch (kind) {
      case OVERVIEW, REQUEST, RESPONSE -> true;
      case STREAM -> now.stream() != null;
      case SESSION -> now.summary().sessionId() != null;
    };
  }

  private void choose(Kind kind) {
    tabs.getSelectionModel().select(tabsByKind.get(kind));
  }

  private void selected(@Nullable Tab tab) {
    for (Map.Entry<Kind, Tab> entry : tabsByKind.entrySet()) {
      if (entry.getValue().equals(tab) && !isFilling) {
        chosen = entry.getKey();
        try {
          showView(chosen);
        } catch (RuntimeException e) {
          fail(e);
        }
      }
    }
  }

  private void showView(Kind kind) {
    InspectorTab tab = views.get(kind);
    if (tab == null || inspected == null) {
      return;
    }
    if (!inspected.equals(shownBy.get(kind))) {
      // Until it is filled: what it shows may be another request.
      content.getChildren().clear();
      shownBy.remove(kind);
      tab.show(inspected);
      shownBy.put(kind, inspected);
    }
    if (!content.getChildren().equals(List.of(tab.view()))) {
      content.getChildren().setAll(tab.view());
    }
  }

  /** Waits for a pending request's end; the same in whatever process it runs. */
  private void follow(RequestId pending) {
    stopFollowing();
    Database database = workspace.database();
    following =
        workspace
            .background()
            .repeat(
                PENDING_PAUSE,
                () -> database.requests().find(pending).map(RequestSummary::status),
                found -> {
                  if (found.filter(status -> status == RequestStatus.PENDING).isEmpty()) {
                    show(pending);
                  }
                },
                _ -> {});
  }

  private void stopFollowing() {
    if (following != null) {
      following.cancel();
      following = null;
    }
  }
}
