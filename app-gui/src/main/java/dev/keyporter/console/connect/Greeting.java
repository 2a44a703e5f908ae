package dev.keyporter.console.connect;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.ProxyState;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Waits for a token's first request, and greets it. */
final class Greeting {
  private final Texts texts = Texts.of(Greeting.class);
  private final Workspace workspace;
  private final Parent view;
  private Arrivals.@Nullable Look look;
  private boolean isWaiting;

  @FXML private HBox banner;
  @FXML private StackPane icon;
  @FXML private Label title;
  @FXML private Label words;
  @FXML private ToggleButton help;
  @FXML private Button open;
  @FXML private Button start;
  @FXML private VBox hints;

  Greeting(Workspace workspace) {
    this.workspace = workspace;
    this.view = View.load(this);
  }

  @FXML
  private void initialize() {
    for (var node : new javafx.scene.Node[] {help, open, start, hints}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    hints.visibleProperty().bind(help.selectedProperty().and(help.visibleProperty()));
    workspace.proxy().state().subscribe(() -> show());
  }

  Parent view() {
    return view;
  }

  /** There is no token whose requests could be waited for. */
  void rest() {
    isWaiting = false;
    look = null;
    show();
  }

  /** Waits for a token's requests. */
  void await() {
    isWaiting = true;
    look = null;
    show();
  }

  /** Shows what is known of them. */
  void show(Arrivals.Look now) {
    look = now;
    show();
  }

  private void show() {
    RequestSummary arrived = look == null ? null : look.arrived();
    help.setVisible(false);
    open.setVisible(arrived != null);
    start.setVisible(false);
    if (arrived != null) {
      show(arrived);
    } else if (!isWaiting) {
      set(Tone.QUIET, "fth-radio", "greet.none", texts.text("greet.none.words"));
    } else if (workspace.proxy().state().get() instanceof ProxyState.Running) {
      help.setVisible(true);
      RequestSummary before = look == null ? null : look.before();
      if (before == null) {
        set(Tone.ACTIVE, "fth-loader", "greet.first", texts.text("greet.first.words"));
      } else {
        String ago = workspace.times().ago(before.createdAt());
        set(Tone.ACTIVE, "fth-loader", "greet.next", texts.text("greet.next.words", ago));
      }
    } else {
      start.setVisible(workspace.proxy().state().get() instanceof ProxyState.Stopped);
      set(Tone.CAUTION, "fth-alert-triangle", "greet.stopped", texts.text("greet.stopped.words"));
    }
  }

  private void show(RequestSummary arrived) {
    switch (arrived.status()) {
      case PENDING -> set(Tone.ACTIVE, "fth-loader", "greet.pending", facts(arrived));
      case COMPLETED -> set(Tone.GOOD, "fth-check-circle", "greet.there", facts(arrived));
      case FAILED, CANCELLED, INTERRUPTED ->
          set(
              Tone.BAD,
              "fth-alert-circle",
              "greet.failed",
              arrived.errorMessage() == null ? facts(arrived) : arrived.errorMessage());
    }
  }

  /** Model, time and cost; the route where no model was asked. */
  private static String facts(RequestSummary request) {
    String what = request.model() == null ? request.route() : request.model();
    Stream<String> parts =
        request.status() == RequestStatus.PENDING
            ? Stream.of(what)
            : Stream.of(what, Figures.duration(request.duration()), Figures.cost(request.cost()));
    return parts.filter(part -> !part.equals(Figures.NONE)).collect(Collectors.joining("  ·  "));
  }

  private void set(Tone tone, String literal, String titleName, String text) {
    for (Tone other : Tone.values()) {
      banner.getStyleClass().remove(other.styleClass());
    }
    banner.getStyleClass().add(tone.styleClass());
    icon.getChildren().setAll(Icons.of(literal, IconSize.NAVIGATION));
    title.setText(texts.text(titleName));
    words.setText(text);
  }

  @FXML
  private void open() {
    RequestSummary arrived = look == null ? null : look.arrived();
    workspace.navigator().go(new Place.Request(Objects.requireNonNull(arrived).id()));
  }

  @FXML
  private void start() {
    workspace.proxy().start();
  }
}
