package dev.keyporter.console.reading;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.lettering.SafeText;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A short piece of JSON or text inside something longer, as high as it needs; no scrolling. */
public final class CodeView extends VBox {
  /** Over so many lines the rest is shown when asked for. */
  private static final int SHOWN = 40;

  /** Never more: what is longer is read in a {@link JsonView}. */
  private static final int MOST = 2_000;

  /**
   * Of a longer text the beginning is shown, as it is: laying it out would take the window long.
   */
  private static final int LONGEST = 100_000;

  private final Texts texts = Texts.of(CodeView.class);

  /** A text: JSON laid out, anything else as it is. A long one stands there a moment later. */
  public CodeView(String text) {
    getStyleClass().addAll("kp-code", "kp-code-view");
    getStylesheets().add(Sheet.URL);
    boolean isLong = text.length() > LONGEST;
    String start = isLong ? text.substring(0, SafeText.cut(text, LONGEST)) : text;
    Supplier<JsonLines> plain = () -> JsonLines.plain(start);
    Beside.read(
        start.length(),
        isLong ? plain : () -> JsonLines.pretty(start),
        plain,
        read -> fill(read.lines(), isLong ? text.length() : 0));
  }

  private void fill(List<JsonLine> all, int cutOf) {
    boolean isCut = all.size() > SHOWN * 5 / 4;
    add(isCut ? all.subList(0, SHOWN) : all);
    if (isCut) {
      int most = Math.min(MOST, all.size());
      var more =
          new Button(
              most < all.size()
                  ? texts.text("showSomeLines", Figures.count(most), Figures.count(all.size()))
                  : texts.text("showLines", Figures.count(most)));
      more.getStyleClass().add("small");
      more.setMinWidth(USE_PREF_SIZE);
      more.setOnAction(
          _ -> {
            getChildren().remove(more);
            add(all.subList(SHOWN, most));
          });
      getChildren().add(more);
    }
    if (cutOf > 0) {
      var note = new Label(texts.text("beginning", Figures.count(LONGEST), Figures.count(cutOf)));
      note.getStyleClass().add("kp-secondary");
      note.setWrapText(true);
      getChildren().add(note);
    }
  }

  private void add(List<JsonLine> lines) {
    for (JsonLine line : lines) {
      var row = new JsonRow(false);
      row.show(line, false, () -> {});
      getChildren().add(row);
    }
  }
}
