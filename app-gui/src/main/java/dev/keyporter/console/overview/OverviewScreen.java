package dev.keyporter.console.overview;

import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.overview.firstrun.FirstRun;
import dev.keyporter.console.overview.firstrun.Progress;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.usage.UsageGrouping;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The checklist until a request was answered, the figures from then on. */
public final class OverviewScreen implements Screen {
  private static final String SPAN = "overview.span";
  private static final String GROUPING = "overview.grouping";

  private final Workspace workspace;
  private final Loader<Progress> progress;
  private final Feed feed;
  private final HeadControls head;
  private final Dashboard dashboard;
  private final FirstAnswerCard firstAnswer;
  private final Loader<Optional<FirstAnswer>> first;
  private final Parent view;
  private @Nullable FirstRun firstRun;

  /** Whether a request was answered; it stays so. */
  private boolean hasBegun;

  private boolean isInView;

  /** Whether the first answer came while one waited for it: then the way goes on from there. */
  private boolean isFromFirstRun;

  @FXML private HBox controls;
  @FXML private LoadPane start;
  @FXML private LoadPane figures;

  public OverviewScreen(Workspace workspace) {
    this.workspace = workspace;
    this.progress = new Loader<>(workspace.background());
    this.feed = new Feed(workspace);
    this.head =
        new HeadControls(workspace.times(), remembered(SPAN, Span.Last.values(), Span.Last.MONTH));
    this.dashboard = new Dashboard(workspace);
    this.firstAnswer = new FirstAnswerCard(workspace);
    this.first = new Loader<>(workspace.background());
    this.view = View.load(this);
  }

  private <E extends Enum<E>> E remembered(String name, E[] values, E otherwise) {
    String text = workspace.preferences().text(name).orElse("");
    return Arrays.stream(values)
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElse(otherwise);
  }

  @FXML
  private void initialize() {
    controls.getChildren().setAll(head);
    controls.visibleProperty().bind(figures.visibleProperty());
    start.visibleProperty().bind(figures.visibleProperty().not());
    figures.setVisible(false);
    start.follow(progress);
    figures.setContent(dashboard.view());
    dashboard.setTop(firstAnswer.view());
    first
        .load()
        .subscribe(
            load -> {
              if (load instanceof Load.Ready<Optional<FirstAnswer>>(Optional<FirstAnswer> found)) {
                showFirst(found);
              }
            });
    figures.follow(feed.load(), feed::again);
    progress.load().subscribe(load -> show(load.shown()));
    feed.load()
        .subscribe(
            load -> {
              Glance glance = load.shown();
              if (glance != null) {
                dashboard.show(glance);
                head.show(glance);
                if (firstAnswer.view().isVisible()) {
                  lookForFirst();
                }
              }
            });
    feed.trouble().subscribe(head::show);
    dashboard.grouping().set(remembered(GROUPING, UsageGrouping.values(), UsageGrouping.MODEL));
    dashboard.grouping().subscribe(_ -> ask());
    head.span().subscribe(_ -> ask());
    head.organization().subscribe(_ -> ask());
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    isInView = true;
    if (hasBegun) {
      showFigures();
    } else {
      progress.load(() -> Progress.read(workspace.database(), workspace.times().clock().instant()));
    }
  }

  @Override
  public void leave() {
    isInView = false;
    progress.clear();
    feed.rest();
    head.live(false);
    if (firstRun != null) {
      firstRun.leave();
    }
  }

  private void show(@Nullable Progress now) {
    if (now == null || hasBegun) {
      return;
    }
    if (now.isDone()) {
      showFigures();
      return;
    }
    if (firstRun == null) {
      firstRun = new FirstRun(workspace, this::firstRunDone);
    }
    start.setContent(firstRun.view());
    firstRun.open(now);
  }

  private void firstRunDone() {
    isFromFirstRun = true;
    showFigures();
  }

  private void showFigures() {
    hasBegun = true;
    firstRun = null;
    figures.setVisible(true);
    head.live(true);
    ask();
    lookForFirst();
  }

  private void lookForFirst() {
    if (!firstAnswer.isPutAway()) {
      first.load(() -> FirstAnswer.read(workspace.database()));
    }
  }

  private void showFirst(Optional<FirstAnswer> found) {
    firstAnswer.show(found);
    if (isFromFirstRun && found.isPresent()) {
      isFromFirstRun = false;
      firstAnswer.focus();
    }
  }

  private void ask() {
    UsageGrouping grouping =
        Objects.requireNonNullElse(dashboard.grouping().get(), UsageGrouping.MODEL);
    workspace.preferences().set(GROUPING, grouping);
    if (head.span().get() instanceof Span.Last last) {
      workspace.preferences().set(SPAN, last);
    }
    if (hasBegun && isInView) {
      feed.ask(new Query(head.organization().get(), head.span().get(), grouping));
    }
  }
}
