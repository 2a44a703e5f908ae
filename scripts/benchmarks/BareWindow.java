import java.time.Instant;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * The least that JavaFX shows: prints how many milliseconds after the process's start, and goes.
 */
public final class BareWindow extends Application {
  /** Starts JavaFX from the class path, where no application may hold main itself. */
  public static final class Start {
    private Start() {}

    public static void main(String[] arguments) {
      Application.launch(BareWindow.class);
    }
  }

  @Override
  public void start(Stage stage) {
    stage.setScene(new Scene(new StackPane(new Label("Bare")), 1440, 900));
    stage.show();
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long now) {
        if (++pulses == 2) {
          stop();
          Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
          System.out.println(Instant.now().toEpochMilli() - started.toEpochMilli());
          Platform.exit();
        }
      }
    }.start();
  }
}
