package dev.keyporter.console.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.SettingLine;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.ProxyControl;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.proxy.ProxyState;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/** Where the proxy listens and when it starts. */
final class ProxySection {
  private final Texts texts = Texts.of(ProxySection.class);
  private final Workspace workspace;
  private final ProxyControl proxy;
  private final Parent view;

  @FXML private SettingLine sessionLine;
  @FXML private ToggleSwitch withSession;
  @FXML private SettingLine hostLine;
  @FXML private TextField host;
  @FXML private TextField port;
  @FXML private ToggleSwitch withConsole;
  @FXML private HBox actions;
  @FXML private Button apply;
  @FXML private Feedback feedback;

  ProxySection(Workspace workspace) {
    this.workspace = workspace;
    this.proxy = workspace.proxy();
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    withConsole.setSelected(proxy.startsWithConsole());
    withConsole.selectedProperty().subscribe(proxy::setStartsWithConsole);
    SessionSwitch.install(
        sessionLine, withSession, workspace.background(), workspace.dataDirectory());
    host.setDisable(proxy.isFixed());
    port.setDisable(proxy.isFixed());
    actions.setVisible(!proxy.isFixed());
    actions.setManaged(!proxy.isFixed());
    if (proxy.isFixed()) {
      hostLine.setDescription(texts.text("proxy.fixed"));
    }
    host.textProperty().subscribe(_ -> compare());
    port.textProperty().subscribe(_ -> compare());
    proxy.state().subscribe(this::tell);
    refresh();
  }

  /** Shows what holds now. */
  void refresh() {
    host.setText(proxy.host());
    port.setText(Integer.toString(proxy.port()));
    feedback.clear();
  }

  /** There is something to apply only where something was changed. */
  private void compare() {
    apply.setDisable(
        host.getText().strip().equals(proxy.host())
            && port.getText().strip().equals(Integer.toString(proxy.port())));
  }

  @FXML
  private void apply() {
    try {
      proxy.setAddress(host.getText().strip(), Integer.parseInt(port.getText().strip()));
    } catch (NumberFormatException _) {
      feedback.bad(texts.text("proxy.port.none"));
      return;
    } catch (IllegalArgumentException e) {
      feedback.bad(String.valueOf(e.getMessage()));
      return;
    }
    compare();
    if (proxy.state().get() instanceof ProxyState.Running) {
      feedback.busy(texts.text("proxy.restarting"));
      proxy.restart();
    } else {
      feedback.busy(texts.text("proxy.starting"));
      proxy.start();
    }
  }

  private void tell(ProxyState state) {
    if (!feedback.isVisible()) {
      return;
    }
    switch (state) {
      case ProxyState.Running running -> feedback.good(texts.text("proxy.applied", running.uri()));
      case ProxyState.Failed failed -> feedback.bad(failed.reason());
      case ProxyState.Starting _, ProxyState.Stopping _, ProxyState.Stopped _ -> {}
    }
  }
}
