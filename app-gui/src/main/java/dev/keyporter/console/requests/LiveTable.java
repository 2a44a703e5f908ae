package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Times;
import dev.keyporter.model.traffic.RequestStatus;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableView;
import javafx.util.Duration;

/**
 * Keeps the table going: at its top while rows enter there, still while one points at a row or has
 * its menu open, what is in view up to date, clocks of what is pending running.
 */
final class LiveTable {
  private static final Duration TICK = Duration.millis(100);

  private final LiveRows rows;
  private final RequestFeed feed;
  private final RequestTable table;
  private final RowMenu menu;
  private final Times times;
  private final Viewport viewport;
  private final Timeline ticking = new Timeline();
  private boolean isPointedAt;

  LiveTable(
      TableView<RequestRow> view,
      LiveRows rows,
      RequestFeed feed,
      RequestTable table,
      RowMenu menu,
      Times times) {
    this.rows = rows;
    this.feed = feed;
    this.table = table;
    this.menu = menu;
    this.times = times;
    this.viewport = new Viewport(view, new Watcher());
    menu.menu().showingProperty().subscribe(_ -> hold());
    rows.rows().addListener((ListChangeListener<RequestRow>) _ -> rowsChanged());
    ticking.setCycleCount(Animation.INDEFINITE);
    ticking.getKeyFrames().add(new KeyFrame(TICK, _ -> tick()));
  }

  /** Comes into view. */
  void start() {
    ticking.play();
  }

  /** Goes out of view. */
  void stop() {
    ticking.stop();
    isPointedAt = false;
    hold();
  }

  /** Shows the newest rows, those that have waited included, and lets more enter. */
  void resume() {
    rows.resume();
    if (rows.hasMissed()) {
      feed.again();
    } else {
      rows.enter();
    }
    toTop();
  }

  void toTop() {
    viewport.toTop();
  }

  private void rowsChanged() {
    table.scale().fit(rows.rows());
    if (rows.isMoving()) {
      toTop();
    }
  }

  private void tick() {
    viewport.moved();
    feed.watch(viewport.ids());
    boolean hasPending =
        rows.rows().stream()
            .limit(LiveRows.MOST_KEPT)
            .anyMatch(row -> row.request().status() == RequestStatus.PENDING);
    if (hasPending) {
      table.tick(times.clock().millis());
    }
  }

  private void hold() {
    rows.setPointedAt(isPointedAt || menu.menu().isShowing());
  }

  /** Hands what happens to the table to the rows. */
  private final class Watcher implements Viewport.Watcher {
    @Override
    public void moved(boolean isAtTop, boolean isNearEnd) {
      rows.setAtTop(isAtTop);
      if (isNearEnd) {
        feed.more();
      }
    }

    @Override
    public void pointed(boolean isAtRow) {
      isPointedAt = isAtRow;
      hold();
    }
  }
}
