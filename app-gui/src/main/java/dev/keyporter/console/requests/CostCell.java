package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import javafx.css.PseudoClass;

/** What a request cost, and how far that is known. */
final class CostCell extends RequestCell {
  private static final PseudoClass DOUBTFUL = PseudoClass.getPseudoClass("doubtful");

  @Override
  void show(RequestSummary request) {
    boolean isPending = request.status() == RequestStatus.PENDING;
    CostCertainty certainty = request.cost().certainty();
    setText(isPending ? Figures.NONE : Figures.cost(request.cost()));
    pseudoClassStateChanged(
        DOUBTFUL,
        !isPending && (certainty == CostCertainty.UNKNOWN || certainty == CostCertainty.UNPRICED));
  }

  @Override
  void clear() {
    pseudoClassStateChanged(DOUBTFUL, false);
  }
}
