package dev.keyporter.console.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads the FXML that stands beside its controller. */
public final class View {
  private View() {}

  /**
   * The controller's view: {@code Name.fxml} for the class {@code Name}, with the texts of its
   * package and, where there is one, the style sheet {@code Name.css}.
   */
  public static Parent load(Object controller) {
    Class<?> type = controller.getClass();
    var loader =
        new FXMLLoader(
            Objects.requireNonNull(
                type.getResource(type.getSimpleName() + ".fxml"), "no FXML for " + type.getName()),
            Texts.of(type).bundle());
    loader.setClassLoader(type.getClassLoader());
    loader.setController(controller);
    try {
      Parent root = loader.load();
      URL styles = type.getResource(type.getSimpleName() + ".css");
      if (styles != null) {
        root.getStylesheets().add(styles.toExternalForm());
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
