package dev.keyporter.console.kit;

import dev.keyporter.console.kit.StateLabel.Tone;
import javafx.scene.control.Label;

/** What came of an action, said beside the button that began it. Takes no room while silent. */
public final class Feedback extends Label {
  private Tone shown = Tone.QUIET;

  public Feedback() {
    getStyleClass().add("kp-feedback");
    setWrapText(true);
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  public void clear() {
    setVisible(false);
  }

  /** Says that something is under way. */
  public void busy(String words) {
    say("fth-loader", words, Tone.ACTIVE);
  }

  public void good(String words) {
    say("fth-check-circle", words, Tone.GOOD);
  }

  public void caution(String words) {
    say("fth-alert-triangle", words, Tone.CAUTION);
  }

  public void bad(String words) {
    say("fth-alert-circle", words, Tone.BAD);
  }

  public void bad(Failure failure) {
    bad(failure.what() + " " + failure.next());
  }

  private void say(String icon, String words, Tone tone) {
    setGraphic(Icons.of(icon, IconSize.STATE));
    setText(words);
    getStyleClass().remove(shown.styleClass());
    getStyleClass().add(tone.styleClass());
    shown = tone;
    setVisible(true);
  }
}
