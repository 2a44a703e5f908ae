package dev.keyporter.console.overview;

import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.overview.firstrun.FirstRun;
import dev.keyporter.console.overview.firstrun.Progress;
import dev.keyporter.console.workspace.Workspace;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The checklist until a request was answered, the figures from then on. */
public final class OverviewScreen implements Screen {
  private final Workspace workspace;
  private final Loader<Progress> progress;
  private final Parent view;
  private @Nullable FirstRun firstRun;

  /** Whether a request was answered; it stays so. */
  private boolean hasBegun;

  @FXML private HBox controls;
  @FXML private LoadPane content;

  public OverviewScreen(Workspace workspace) {
    this.workspace = workspace;
    this.progress = new Loader<>(workspace.background());
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    content.follow(progress);
    progress
        .load()
        .subscribe(
            load -> {
              Progress now = load.shown();
              if (now != null) {
                show(now);
              }
            });
  }

  @Override
  public Parent view() {
    return view;
  }

  @Override
  public void open(Place place) {
    if (hasBegun) {
      showFigures();
    } else {
      progress.load(() -> Progress.read(workspace.database(), workspace.times().clock().instant()));
    }
  }

  @Override
  public void leave() {
    progress.clear();
    if (firstRun != null) {
      firstRun.leave();
    }
  }

  private void show(Progress now) {
    if (now.isDone()) {
      showFigures();
      return;
    }
    if (firstRun == null) {
      firstRun = new FirstRun(workspace, this::showFigures);
    }
    content.setContent(firstRun.view());
    firstRun.open(now);
  }

  private void showFigures() {
    hasBegun = true;
    firstRun = null;
    content.setContent(new VBox());
  }
}
