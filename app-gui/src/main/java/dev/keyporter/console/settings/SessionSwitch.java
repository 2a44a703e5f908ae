package dev.keyporter.console.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.keyporter.console.kit.Background;
import dev.keyporter.console.kit.SettingLine;
import dev.keyporter.console.kit.Texts;
import java.nio.file.Path;
import java.util.Optional;

/** The line that lets the console start with the desktop session. */
final class SessionSwitch {
  private final Texts texts = Texts.of(SessionSwitch.class);
  private final SettingLine line;
  private final ToggleSwitch control;
  private final Background background;

  private SessionSwitch(SettingLine line, ToggleSwitch control, Background background) {
    this.line = line;
    this.control = control;
    this.background = background;
  }

  /** Lets the line show and change the entry of this program on this machine. */
  static void install(
      SettingLine line, ToggleSwitch control, Background background, Path dataDirectory) {
    var session = new SessionSwitch(line, control, background);
    control.setDisable(true);
    Optional<Autostart> autostart = Autostart.ofThisProgram(dataDirectory);
    autostart.ifPresentOrElse(
        session::follow, () -> line.setDescription(session.texts.text("proxy.session.none")));
  }

  private void follow(Autostart autostart) {
    background.run(
        autostart::isOn,
        isOn -> {
          control.setSelected(isOn);
          control.setDisable(false);
          control.selectedProperty().addListener((_, _, wanted) -> set(autostart, wanted));
        },
        _ -> line.setDescription(texts.text("proxy.session.failed")));
  }

  private void set(Autostart autostart, boolean isOn) {
    background.run(
        () -> {
          if (isOn) {
            autostart.turnOn();
          } else {
            autostart.turnOff();
          }
          return isOn;
        },
        _ -> line.setDescription(texts.text("proxy.session.words")),
        _ -> line.setDescription(texts.text("proxy.session.failed")));
  }
}
