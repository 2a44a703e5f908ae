package dev.keyporter.console.reading;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** A short piece of JSON or text inside something longer, as high as it needs; no scrolling. */
public final class CodeView extends VBox {
  /** Over so many lines the rest is shown when asked for. */
  private static final int SHOWN = 40;

  /** Never more: what is longer is read in a {@link JsonView}. */
  private static final int MOST = 2_000;

  public CodeView(JsonLines lines) {
    getStyleClass().addAll("kp-code", "kp-code-view");
    getStylesheets().add(Sheet.URL);
    List<JsonLine> all = lines.lines();
    boolean isCut = all.size() > SHOWN * 5 / 4;
    add(isCut ? all.subList(0, SHOWN) : all);
    if (isCut) {
      var more = new Button(Texts.of(CodeView.class).text("showLines", Figures.count(all.size())));
      more.getStyleClass().add("small");
      more.setMinWidth(USE_PREF_SIZE);
      more.setOnAction(
          _ -> {
            getChildren().remove(more);
            add(all.subList(SHOWN, Math.min(MOST, all.size())));
          });
      getChildren().add(more);
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
