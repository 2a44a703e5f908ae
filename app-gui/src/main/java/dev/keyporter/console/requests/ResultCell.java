package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import javafx.css.PseudoClass;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** How a request ended: its HTTP status and, of what went wrong, the reason; all of it on hover. */
final class ResultCell extends RequestCell {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private static final PseudoClass INTERRUPTED = PseudoClass.getPseudoClass("interrupted");

  private final Tooltip tooltip = new Tooltip();

  ResultCell() {
    getStyleClass().add("kp-result-cell");
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(480);
  }

  @Override
  void show(RequestSummary request) {
    setText(RequestWords.result(request));
    mark(request.status());
    String whole = RequestWords.wholeResult(request);
    tooltip.setText(whole);
    setTooltip(whole.isEmpty() ? null : tooltip);
    setAccessibleText(whole.isEmpty() ? getText() : whole);
  }

  @Override
  void clear() {
    mark(null);
    setTooltip(null);
  }

  private void mark(@Nullable RequestStatus status) {
    pseudoClassStateChanged(FAILED, status == RequestStatus.FAILED);
    pseudoClassStateChanged(INTERRUPTED, status == RequestStatus.INTERRUPTED);
  }
}
