package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.RequestSummary;
import java.util.function.Function;
import javafx.scene.control.OverrunStyle;

/** A text of a request. */
final class TextCell extends RequestCell {
  private final Function<RequestSummary, String> text;

  TextCell(OverrunStyle overrun, Function<RequestSummary, String> text) {
    this.text = text;
    setTextOverrun(overrun);
  }

  @Override
  void show(RequestSummary request) {
    setText(text.apply(request));
  }
}
