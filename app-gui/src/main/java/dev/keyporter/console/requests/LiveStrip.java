package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Load;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.kit.View;
import dev.keyporter.model.traffic.RequestFilter;
import java.time.Instant;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Says over the list whether it is live, what waits, and how much of the record is in it. */
final class LiveStrip {
  private final Texts texts = Texts.of(LiveStrip.class);
  private final LiveRows rows;
  private final RequestFeed feed;
  private final Times times;
  private final Runnable toTop;
  private final Runnable toRefused;
  private final Parent view;

  @FXML private StateLabel state;
  @FXML private Button pill;
  @FXML private HBox walk;
  @FXML private Label looked;
  @FXML private HBox spinner;
  @FXML private Button stop;
  @FXML private Button goOn;
  @FXML private Label loaded;

  /**
   * A strip over the list.
   *
   * @param toTop shows what waits
   * @param toRefused goes to the requests that have no row
   */
  LiveStrip(LiveRows rows, RequestFeed feed, Times times, Runnable toTop, Runnable toRefused) {
    this.rows = rows;
    this.feed = feed;
    this.times = times;
    this.toTop = toTop;
    this.toRefused = toRefused;
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    rows.pausedAt().subscribe(_ -> showState());
    rows.hold().subscribe(_ -> showState());
    feed.trouble().subscribe(_ -> showState());
    rows.waitingCount()
        .subscribe(
            _ -> {
              showWaiting();
              showState();
            });
    feed.load().subscribe(_ -> showState());
    feed.walk().subscribe(_ -> showWalk());
    rows.rows().addListener((ListChangeListener<RequestRow>) _ -> showLoaded());
    rows.next().subscribe(_ -> showLoaded());
    feed.load().subscribe(_ -> showLoaded());
  }

  private void showState() {
    Failure trouble = feed.trouble().get();
    Instant paused = rows.pausedAt().get();
    state.setTooltip(trouble == null ? null : new Tooltip(trouble.next()));
    if (trouble != null) {
      state.set("fth-alert-triangle", texts.text("notLive", trouble.what()), Tone.CAUTION);
    } else if (paused != null) {
      state.set("fth-pause-circle", texts.text("pausedAt", times.time(paused)), Tone.CAUTION);
    } else if (Ahead.isClosed(feed.filter(), times.clock().instant())) {
      state.set("fth-clock", texts.text("past"), Tone.QUIET);
    } else if (rows.waitingCount().get() > 0) {
      showHeld();
    } else {
      state.set("fth-radio", texts.text("live"), Tone.GOOD);
    }
  }

  /** New rows wait: the list is not what it is called where they enter. */
  private void showHeld() {
    String why =
        switch (rows.hold().get()) {
          case POINTED_AT -> "held.pointed";
          case SCROLLED -> "held.scrolled";
          case NONE -> "held";
        };
    state.set("fth-pause-circle", texts.text(why), Tone.CAUTION);
  }

  private void showWaiting() {
    int count = rows.waitingCount().get();
    boolean isShown = count > 0 || rows.hasMissed();
    pill.setVisible(isShown);
    pill.setManaged(isShown);
    pill.setText(
        rows.hasMissed()
            ? texts.text("moreNew", Figures.count(LiveRows.MOST_WAITING))
            : texts.text("new", Figures.count(count)));
  }

  private void showWalk() {
    Walk now = feed.walk().get();
    boolean isLooking = now.state() == Walk.State.LOOKING;
    boolean isStopped = now.state() == Walk.State.STOPPED;
    show(walk, (isLooking && feed.filter().terms().size() > 0) || isStopped);
    show(spinner, isLooking);
    show(stop, isLooking);
    show(goOn, isStopped);
    looked.setText(reached(now.reached()));
    showLoaded();
  }

  private String reached(@Nullable Instant moment) {
    return moment == null ? "" : texts.text("lookedBack", times.date(moment));
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private void showLoaded() {
    int count = rows.rows().size();
    // Before anything has been read, nobody knows that there is none.
    boolean isKnown = count > 0 || feed.load().get() instanceof Load.Ready<RequestFilter>;
    boolean isAll = rows.next().get() == null;
    boolean isFiltered = !feed.filter().terms().isEmpty();
    String text = isAll ? isFiltered ? "matchAll" : "all" : "loaded";
    loaded.setText(isKnown ? texts.text(text, count) : "");
  }

  @FXML
  private void openRefused() {
    toRefused.run();
  }

  @FXML
  private void enter() {
    toTop.run();
  }

  @FXML
  private void stopLooking() {
    feed.stop();
  }

  @FXML
  private void goOnLooking() {
    feed.goOn();
  }
}
