package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.workspace.ProxyControl;
import dev.keyporter.proxy.ProxyState;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Says why no request can arrive, with the button that mends it; away while the proxy runs. */
final class ProxyTrouble extends VBox {
  private final Texts texts = Texts.of(ProxyTrouble.class);
  private final StateLabel what = new StateLabel();
  private final Label reason = new Label();
  private final Button start = new Button();
  private final Button otherPort = new Button(texts.text("proxy.otherPort"));

  ProxyTrouble(ProxyControl proxy) {
    getStyleClass().add("first-trouble");
    setId("proxy-trouble");
    managedProperty().bind(visibleProperty());
    reason.setWrapText(true);
    reason.managedProperty().bind(reason.visibleProperty());
    start.setId("start-proxy");
    start.getStyleClass().add("small");
    start.setMinWidth(Region.USE_PREF_SIZE);
    start.setOnAction(_ -> proxy.start());
    otherPort.getStyleClass().add("small");
    otherPort.setMinWidth(Region.USE_PREF_SIZE);
    otherPort.setId("other-port");
    otherPort.setOnAction(_ -> proxy.startAtFreePort());
    otherPort.managedProperty().bind(otherPort.visibleProperty());
    var buttons = new FlowPane(start, otherPort);
    buttons.getStyleClass().add("first-buttons");
    getChildren().addAll(what, reason, buttons);
    proxy.state().subscribe(this::show);
  }

  private void show(ProxyState now) {
    setVisible(!(now instanceof ProxyState.Running));
    boolean failed = now instanceof ProxyState.Failed;
    reason.setVisible(failed);
    otherPort.setVisible(failed);
    start.setText(texts.text(failed ? "proxy.again" : "proxy.start"));
    start.setDisable(now instanceof ProxyState.Starting || now instanceof ProxyState.Stopping);
    switch (now) {
      case ProxyState.Stopped _ -> say("fth-square", "proxy.stopped", Tone.CAUTION);
      case ProxyState.Starting _ -> say("fth-loader", "proxy.starting", Tone.ACTIVE);
      case ProxyState.Stopping _ -> say("fth-loader", "proxy.stopping", Tone.ACTIVE);
      case ProxyState.Failed(String why) -> {
        say("fth-x-circle", "proxy.failed", Tone.BAD);
        reason.setText(why);
      }
      case ProxyState.Running _ -> {}
    }
  }

  private void say(String icon, String words, Tone tone) {
    what.set(icon, texts.text(words), tone);
  }
}
