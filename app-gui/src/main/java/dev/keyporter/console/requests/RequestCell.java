package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.RequestSummary;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell that shows something of a request and follows it while it goes on. */
abstract class RequestCell extends TableCell<RequestRow, RequestSummary> {
  @Override
  protected final void updateItem(@Nullable RequestSummary request, boolean empty) {
    super.updateItem(request, empty);
    if (empty || request == null) {
      setText(null);
      setGraphic(null);
      setAccessibleText(null);
      clear();
    } else {
      show(request);
    }
  }

  /** Shows a request in place of another. */
  abstract void show(RequestSummary request);

  /** Shows none. */
  void clear() {}
}
