package dev.keyporter.console.kit;

import atlantafx.base.controls.Notification;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** Short notices at the window's lower right edge; they go by themselves or when closed. */
public final class Notices extends VBox {
  private static final Duration SHOWN = Duration.seconds(8);

  private final Texts texts = Texts.of(Notices.class);

  public Notices() {
    getStyleClass().add("kp-notices");
    setPickOnBounds(false);
    setAlignment(Pos.BOTTOM_RIGHT);
  }

  /** Says that something is done. */
  public void say(String done) {
    add(new Notification(done, Icons.of("fth-check-circle", IconSize.STATE)), "success");
  }

  /** Says that something is done, with a way back. */
  public void say(String done, Runnable undo) {
    var notification = new Notification(done, Icons.of("fth-check-circle", IconSize.STATE));
    var button = new Button(texts.text("undo"));
    button.getStyleClass().add("flat");
    button.setOnAction(
        _ -> {
          getChildren().remove(notification);
          undo.run();
        });
    notification.setPrimaryActions(button);
    add(notification, "success");
  }

  /** Says what went wrong, where there is no better place beside its cause. */
  public void say(Failure failure) {
    add(
        new Notification(
            failure.what() + " " + failure.next(), Icons.of("fth-alert-circle", IconSize.STATE)),
        "danger");
  }

  private void add(Notification notification, String tone) {
    notification.getStyleClass().addAll("elevated-2", tone);
    notification.setOnClose(_ -> getChildren().remove(notification));
    getChildren().add(notification);
    var time = new PauseTransition(SHOWN);
    time.setOnFinished(_ -> getChildren().remove(notification));
    notification.hoverProperty().subscribe(hovered -> keep(time, hovered));
    time.play();
  }

  private static void keep(PauseTransition time, boolean hovered) {
    if (hovered) {
      time.stop();
    } else {
      time.playFromStart();
    }
  }
}
