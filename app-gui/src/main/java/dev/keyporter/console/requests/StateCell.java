package dev.keyporter.console.requests;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** How a request stands, as an icon; the word is in its tooltip and read aloud. */
final class StateCell extends RequestCell {
  private final FontIcon icon = Icons.of("fth-check", IconSize.STATE);
  private final Tooltip tooltip = new Tooltip();

  StateCell() {
    getStyleClass().add("kp-state-cell");
  }

  @Override
  void show(RequestSummary request) {
    RequestStatus status = request.status();
    icon.setIconLiteral(icon(status));
    for (Tone tone : Tone.values()) {
      getStyleClass().remove(tone.styleClass());
    }
    getStyleClass().add(tone(status).styleClass());
    String words = RequestWords.state(request);
    tooltip.setText(words);
    setTooltip(tooltip);
    setAccessibleText(words);
    setGraphic(icon);
  }

  @Override
  void clear() {
    setTooltip(null);
  }

  private static String icon(RequestStatus status) {
    return switch (status) {
      case PENDING -> "fth-loader";
      case COMPLETED -> "fth-check";
      case FAILED -> "fth-x-circle";
      case CANCELLED -> "fth-slash";
      case INTERRUPTED -> "fth-alert-triangle";
    };
  }

  private static Tone tone(RequestStatus status) {
    return switch (status) {
      case PENDING -> Tone.ACTIVE;
      case COMPLETED -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case CANCELLED -> Tone.QUIET;
      case INTERRUPTED -> Tone.CAUTION;
    };
  }
}
