package dev.keyporter.console.requests;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.traffic.RequestSummary;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the user thought of the answer. */
final class RatingCell extends RequestCell {
  private final Texts texts = Texts.of(RatingCell.class);
  private final FontIcon icon = Icons.of("fth-thumbs-up", IconSize.STATE);

  RatingCell() {
    getStyleClass().add("kp-rating-cell");
  }

  @Override
  void show(RequestSummary request) {
    Integer rating = request.rating();
    getStyleClass().removeAll(Tone.GOOD.styleClass(), Tone.BAD.styleClass());
    if (rating == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    boolean isGood = rating > 0;
    icon.setIconLiteral(isGood ? "fth-thumbs-up" : "fth-thumbs-down");
    getStyleClass().add((isGood ? Tone.GOOD : Tone.BAD).styleClass());
    setAccessibleText(texts.text(isGood ? "rated.good" : "rated.bad"));
    setGraphic(icon);
  }
}
