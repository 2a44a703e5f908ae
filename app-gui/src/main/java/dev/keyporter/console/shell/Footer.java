package dev.keyporter.console.shell;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.ProxyControl;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.proxy.ProxyState;
import java.time.Duration;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** What is always to be seen: whether the proxy runs, where, and the switch. */
final class Footer {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final double FIGURES_FROM = 900;

  private final Texts texts = Texts.of(Footer.class);
  private final Workspace workspace;
  private final Parent view;

  @FXML private StateLabel state;
  @FXML private Label address;
  @FXML private CopyButton copyAddress;
  @FXML private Label open;
  @FXML private Button toggle;
  @FXML private Label reason;
  @FXML private Button otherPort;
  @FXML private HBox figures;
  @FXML private Label inFlight;
  @FXML private Label rate;
  @FXML private Label database;

  Footer(Workspace workspace) {
    this.workspace = workspace;
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    open.managedProperty().bind(open.visibleProperty());
    toggle.managedProperty().bind(toggle.visibleProperty());
    otherPort.managedProperty().bind(otherPort.visibleProperty());
    reason.managedProperty().bind(reason.visibleProperty());
    figures.managedProperty().bind(figures.visibleProperty());
    workspace.proxy().state().subscribe(this::show);
    workspace
        .background()
        .repeat(PAUSE, () -> Vitals.measure(workspace), this::show, _ -> showAway());
    figures
        .sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                figures.visibleProperty().bind(scene.widthProperty().greaterThan(FIGURES_FROM));
              }
            });
  }

  private void show(ProxyState now) {
    switch (now) {
      case ProxyState.Stopped _ -> state("fth-square", "proxy.stopped", Tone.QUIET);
      case ProxyState.Starting _ -> state("fth-loader", "proxy.starting", Tone.ACTIVE);
      case ProxyState.Running _ -> showHealth();
      case ProxyState.Stopping _ -> state("fth-loader", "proxy.stopping", Tone.ACTIVE);
      case ProxyState.Failed _ -> state("fth-x-circle", "proxy.failed", Tone.BAD);
    }
    boolean isRunning = now instanceof ProxyState.Running;
    toggle.setText(texts.text(isRunning ? "stop" : "start"));
    toggle.setAccessibleText(texts.text(isRunning ? "stop.name" : "start.name"));
    toggle.setGraphic(Icons.of(isRunning ? "fth-square" : "fth-play", IconSize.INLINE));
    boolean isElsewhere = workspace.proxy().elsewhere().get();
    if (isElsewhere) {
      state("fth-check-circle", "proxy.elsewhere", Tone.GOOD);
    }
    toggle.setVisible(!isElsewhere);
    toggle.setDisable(now instanceof ProxyState.Starting || now instanceof ProxyState.Stopping);
    reason.setVisible(now instanceof ProxyState.Failed);
    otherPort.setVisible(now instanceof ProxyState.Failed);
    if (now instanceof ProxyState.Failed failed) {
      reason.setText(failed.reason());
    }
    String url = workspace.proxy().baseUrl();
    // Any free port is known only once it listens there.
    boolean isKnown = isRunning || workspace.proxy().port() != 0;
    address.setVisible(isKnown);
    copyAddress.setVisible(isKnown);
    address.setText(url);
    copyAddress.setContent(url);
    open.setVisible(workspace.proxy().isOpen());
  }

  private void showHealth() {
    switch (workspace.proxy().health()) {
      case OK -> state("fth-check-circle", "proxy.running", Tone.GOOD);
      case RECORD_UNAVAILABLE -> state("fth-alert-octagon", "proxy.notRecording", Tone.BAD);
      case RECORD_BEHIND -> state("fth-alert-triangle", "proxy.recordBehind", Tone.CAUTION);
      case ACCESS_UNCONFIRMED -> state("fth-alert-octagon", "proxy.unconfirmed", Tone.BAD);
      case FILES_SCARCE -> state("fth-alert-triangle", "proxy.filesScarce", Tone.CAUTION);
      case PART_STOPPED -> state("fth-alert-triangle", "proxy.partStopped", Tone.CAUTION);
    }
  }

  /** Health changes while the proxy's state stays. */
  private void showHealthWhereRunning() {
    ProxyControl proxy = workspace.proxy();
    if (proxy.state().get() instanceof ProxyState.Running && !proxy.elsewhere().get()) {
      showHealth();
    }
  }

  private void showAway() {
    database.setText(texts.text("database.away"));
    showHealthWhereRunning();
  }

  private void state(String icon, String word, Tone tone) {
    state.set(icon, texts.text(word), tone);
  }

  private void show(Vitals vitals) {
    showHealthWhereRunning();
    inFlight.setText(texts.text("inFlight", Figures.count(vitals.inFlight())));
    rate.setText(texts.text("rate", Figures.count(vitals.perMinute())));
    database.setText(
        vitals.databaseBytes().isPresent()
            ? texts.text("database.embedded", Figures.bytes(vitals.databaseBytes().getAsLong()))
            : texts.text("database.postgres"));
  }

  @FXML
  private void toggle() {
    if (workspace.proxy().state().get() instanceof ProxyState.Running) {
      workspace.proxy().stop();
    } else {
      workspace.proxy().start();
    }
  }

  @FXML
  private void startAtFreePort() {
    workspace.proxy().startAtFreePort();
  }
}
