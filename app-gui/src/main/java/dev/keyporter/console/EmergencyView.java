package dev.keyporter.console;

import dev.keyporter.console.kit.EmptyState;
import dev.keyporter.console.kit.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;

/** What is left of the window when it could not be built anew, either: a sentence and a button. */
final class EmergencyView {
  private EmergencyView() {}

  /**
   * The view.
   *
   * @param again tries it once more
   */
  static Node of(Runnable again) {
    Texts texts = Texts.of(EmergencyView.class);
    var button = new Button(texts.text("emergency.again"));
    button.setId("emergency-again");
    button.setOnAction(_ -> again.run());
    var view = new EmptyState();
    view.setIcon("fth-alert-circle");
    view.setText(texts.text("emergency"));
    view.getActions().add(button);
    return view;
  }
}
