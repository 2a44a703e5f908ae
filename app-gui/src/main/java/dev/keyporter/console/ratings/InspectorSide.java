package dev.keyporter.console.ratings;

import dev.keyporter.console.inspector.Inspector;
import dev.keyporter.console.kit.Preferences;
import dev.keyporter.model.traffic.RequestId;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** The inspector beside the list, there while a request is inspected. Its width is kept. */
final class InspectorSide {
  private static final String WIDTH = "ratings.divider";
  private static final double STANDARD = 0.6;

  private final SplitPane split;
  private final StackPane place;
  private final Inspector inspector;
  private final Preferences preferences;
  private @Nullable RequestId inspected;

  /**
   * A split in which only the list is shown yet.
   *
   * @param place for the inspector, in the split
   */
  InspectorSide(SplitPane split, StackPane place, Inspector inspector, Preferences preferences) {
    this.split = split;
    this.place = place;
    this.inspector = inspector;
    this.preferences = preferences;
    place.getChildren().setAll(inspector.view());
    split.getItems().remove(place);
    SplitPane.setResizableWithParent(place, false);
  }

  /** The request that is inspected; null for none. */
  @Nullable RequestId inspected() {
    return inspected;
  }

  void inspect(RequestId id) {
    if (!id.equals(inspected)) {
      inspected = id;
      inspector.show(id);
    }
    if (!isOpen()) {
      split.getItems().add(place);
      split.setDividerPosition(0, preferences.number(WIDTH).orElse(STANDARD));
    }
  }

  void close() {
    keepWidth();
    inspector.clear();
    inspected = null;
    split.getItems().remove(place);
  }

  /** The screen is in view again. */
  void rejoin() {
    inspector.rejoin();
  }

  /** The screen is left; what is inspected stays for its return. */
  void leave() {
    inspector.leave();
    keepWidth();
  }

  private boolean isOpen() {
    return split.getItems().contains(place);
  }

  private void keepWidth() {
    if (isOpen()) {
      preferences.set(WIDTH, split.getDividerPositions()[0]);
    }
  }
}
