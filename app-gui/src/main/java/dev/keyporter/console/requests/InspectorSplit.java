package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Preferences;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;

/**
 * The list with the inspector beside it; in a narrow window the inspector lies over the list. Its
 * width is kept.
 */
final class InspectorSplit {
  static final double LEAST = 360;
  static final double MOST = 720;

  private static final double COVER_UNDER = 1200;
  private static final double STANDARD = 440;
  private static final String WIDTH = "requests.inspector.width";

  private final SplitPane split;
  private final StackPane cover;
  private final StackPane inspector;
  private final Preferences preferences;
  private boolean isOpen;
  private boolean isCovering;
  private boolean isPlacing;

  /**
   * A split in which only the list is shown yet.
   *
   * @param cover lies over the split
   */
  InspectorSplit(SplitPane split, StackPane cover, Node inspectorView, Preferences preferences) {
    this.split = split;
    this.cover = cover;
    this.preferences = preferences;
    this.inspector = new StackPane(inspectorView);
    inspector.setId("requests-inspector");
    inspector.getStyleClass().add("kp-inspector-place");
    SplitPane.setResizableWithParent(inspector, false);
    cover.setVisible(false);
    inspector.widthProperty().addListener((_, _, width) -> remember(width.doubleValue()));
    split
        .sceneProperty()
        .flatMap(Scene::widthProperty)
        .orElse(COVER_UNDER)
        .subscribe(width -> adapt(width.doubleValue() < COVER_UNDER));
  }

  private void adapt(boolean narrow) {
    if (narrow != isCovering) {
      isCovering = narrow;
      place();
    }
  }

  boolean isOpen() {
    return isOpen;
  }

  void open() {
    if (!isOpen) {
      isOpen = true;
      place();
    }
  }

  void close() {
    if (isOpen) {
      isOpen = false;
      place();
    }
  }

  private void place() {
    isPlacing = true;
    split.getItems().remove(inspector);
    cover.getChildren().remove(inspector);
    cover.setVisible(isOpen && isCovering);
    if (isOpen && isCovering) {
      inspector.setMinWidth(0);
      inspector.setMaxWidth(Double.MAX_VALUE);
      cover.getChildren().add(inspector);
    } else if (isOpen) {
      double width = preferences.number(WIDTH).orElse(STANDARD);
      inspector.setMinWidth(LEAST);
      inspector.setMaxWidth(MOST);
      inspector.setPrefWidth(width);
      split.getItems().add(inspector);
      split.setDividerPosition(0, 1 - width / Math.max(width, split.getWidth()));
    }
    isPlacing = false;
  }

  private void remember(double width) {
    if (isOpen && !isCovering && !isPlacing && width >= LEAST) {
      preferences.set(WIDTH, Math.rint(width));
    }
  }
}
