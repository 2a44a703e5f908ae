package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Duration;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import org.jspecify.annotations.Nullable;

/** Where a request's time went. */
final class BarCell extends RequestCell {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

  private final DurationScale scale;
  private final DurationBar bar = new DurationBar();
  private @Nullable RequestSummary shown;

  BarCell(DurationScale scale) {
    this.scale = scale;
    getStyleClass().add("kp-bar-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    bar.prefWidthProperty().bind(widthProperty().subtract(16));
    scale.full().addListener((_, _, _) -> draw());
  }

  @Override
  void show(RequestSummary request) {
    shown = request;
    draw();
    bar.pseudoClassStateChanged(FAILED, request.status() == RequestStatus.FAILED);
    setGraphic(bar);
  }

  @Override
  void clear() {
    shown = null;
  }

  private void draw() {
    if (shown != null) {
      Duration duration = shown.duration();
      bar.set(scale.firstShare(shown), duration == null ? 0 : scale.share(duration));
    }
  }
}
