package dev.keyporter.console.kit;

import javafx.animation.PauseTransition;
import javafx.beans.DefaultProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Content that has to be loaded: shows it, dims it while it is loaded anew, and in its place shows
 * why there is none, or what went wrong and a way to try again. A spinner appears after 200 ms
 * only.
 */
@DefaultProperty("content")
public final class LoadPane extends StackPane {
  private static final Duration PATIENCE = Duration.millis(200);

  private final ObjectProperty<@Nullable Node> content =
      new SimpleObjectProperty<>(this, "content");
  private final ObjectProperty<@Nullable Node> placeholder =
      new SimpleObjectProperty<>(this, "placeholder");
  private final ProgressIndicator spinner = new ProgressIndicator();
  private final PauseTransition patience = new PauseTransition(PATIENCE);
  private Runnable retry = () -> {};

  /** Before something has been loaded, the content would say what nobody knows. */
  private boolean isKnown = true;

  public LoadPane() {
    getStyleClass().add("kp-load-pane");
    spinner.getStyleClass().add("kp-spinner");
    spinner.setAccessibleText(Texts.of(LoadPane.class).text("loading"));
    spinner.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    patience.setOnFinished(_ -> spin());
    content.addListener((_, _, _) -> showContent(1));
  }

  /** What is shown once it is loaded. */
  public ObjectProperty<@Nullable Node> contentProperty() {
    return content;
  }

  public @Nullable Node getContent() {
    return content.get();
  }

  public void setContent(@Nullable Node node) {
    content.set(node);
  }

  /** What is shown where there is nothing; without one, the content is. */
  public ObjectProperty<@Nullable Node> placeholderProperty() {
    return placeholder;
  }

  public @Nullable Node getPlaceholder() {
    return placeholder.get();
  }

  public void setPlaceholder(@Nullable Node node) {
    placeholder.set(node);
  }

  /** Follows a loader from now on. */
  public <T> void follow(Loader<T> loader) {
    follow(loader.load(), loader::again);
  }

  /**
   * Follows a load from now on.
   *
   * @param again what the button beside a failure does
   */
  public <T> void follow(ObservableValue<Load<T>> load, Runnable again) {
    retry = again;
    load.subscribe(this::state);
    isKnown = load.getValue().shown() != null;
  }

  private void state(Load<?> load) {
    patience.stop();
    getChildren().remove(spinner);
    isKnown |= load.shown() != null || !(load instanceof Load.Loading<?>);
    switch (load) {
      case Load.Loading<?> loading -> {
        if (loading.previous() != null || !isKnown) {
          showContent(isKnown ? 1 : 0);
        }
        patience.playFromStart();
      }
      case Load.Ready<?> _ -> showContent(1);
      case Load.Empty<?> _ -> {
        Node nothing = placeholder.get();
        if (nothing == null) {
          showContent(1);
        } else {
          getChildren().setAll(nothing);
        }
      }
      case Load.Failed<?> failed -> getChildren().setAll(failure(failed.failure()));
    }
  }

  private void showContent(double opacity) {
    Node node = content.get();
    if (node == null) {
      getChildren().clear();
      return;
    }
    node.setOpacity(opacity);
    ObservableList<Node> children = getChildren();
    if (children.size() != 1 || !children.contains(node)) {
      children.setAll(node);
    }
  }

  private void spin() {
    Node node = content.get();
    if (node != null && getChildren().contains(node)) {
      node.setOpacity(isKnown ? 0.5 : 0);
    } else {
      getChildren().clear();
    }
    getChildren().add(spinner);
  }

  private Node failure(Failure failure) {
    var texts = Texts.of(LoadPane.class);
    var what = new Label(failure.what(), Icons.of("fth-alert-circle", IconSize.STATE));
    what.getStyleClass().addAll("danger", "text-bold");
    what.setWrapText(true);
    var next = new Label(failure.next());
    next.getStyleClass().add("text-muted");
    next.setWrapText(true);
    var again = new Button(texts.text("retry"), Icons.of("fth-refresh-cw", IconSize.STATE));
    again.setOnAction(_ -> retry.run());
    var box = new VBox(what, next, again);
    box.getStyleClass().add("kp-failure");
    return box;
  }
}
