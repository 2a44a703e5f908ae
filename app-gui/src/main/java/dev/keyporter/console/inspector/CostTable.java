package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.TokenUsage;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The lines of a cost, or the tokens alone where there is no price. */
final class CostTable {
  private CostTable() {}

  static void certainty(StateLabel label, Cost cost, Texts texts) {
    String word = texts.text("certainty." + cost.certainty().label());
    switch (cost.certainty()) {
      case EXACT -> label.set("fth-check", word, Tone.GOOD);
      case ESTIMATED -> label.set("fth-help-circle", word, Tone.CAUTION);
      case UNKNOWN -> label.set("fth-help-circle", word, Tone.CAUTION);
      case UNPRICED -> label.set("fth-tag", word, Tone.CAUTION);
      case NONE -> label.set("fth-minus", word, Tone.QUIET);
    }
    label.setGraphic(null);
  }

  static void fill(
      GridPane table, @Nullable TokenUsage usage, Cost cost, @Nullable CostSum sum, Texts texts) {
    table.getChildren().clear();
    if (sum != null) {
      for (CostSum.Line line : sum.lines()) {
        priced(table, line, sum.places(), texts);
      }
      note(table, sum.reasoning(), texts);
      total(table, sum, cost.certainty() == CostCertainty.EXACT ? "= $" : "~$", texts);
    } else if (usage != null) {
      counted(table, "item.input", usage.input(), texts);
      inside(table, "item.cached", usage.cached(), texts);
      inside(table, "item.written", usage.cacheWrite(), texts);
      counted(table, "item.output", usage.output(), texts);
      note(table, usage.reasoning(), texts);
    }
  }

  private static void priced(GridPane table, CostSum.Line line, int places, Texts texts) {
    int row =
        counted(table, "item." + line.item().name().toLowerCase(Locale.ROOT), line.tokens(), texts);
    int rateplaces = Math.max(2, line.rate().stripTrailingZeros().scale());
    Label rate = figure("× $" + Figures.decimal(line.rate(), rateplaces) + " / M");
    rate.getStyleClass().add("text-muted");
    table.add(rate, 2, row);
    table.add(figure(Figures.decimal(line.amount(), places)), 3, row);
  }

  private static void total(GridPane table, CostSum sum, String sign, Texts texts) {
    int row = table.getRowCount();
    var rule = new Region();
    rule.getStyleClass().add("kp-sum-rule");
    table.add(rule, 0, row, 4, 1);
    var name = new Label(texts.text("item.total"));
    GridPane.setHgrow(name, Priority.ALWAYS);
    table.add(name, 0, row + 1);
    Label total = figure(sign + Figures.decimal(sum.total(), sum.places()));
    total.setId("inspector-total");
    total.getStyleClass().add("kp-strong");
    table.add(total, 1, row + 1, 3, 1);
  }

  private static int counted(GridPane table, String name, long tokens, Texts texts) {
    int row = table.getRowCount();
    var label = new Label(texts.text(name));
    GridPane.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    table.add(label, 0, row);
    table.add(figure(Figures.count(tokens)), 1, row);
    return row;
  }

  private static void note(GridPane table, long reasoning, Texts texts) {
    inside(table, "item.reasoning", reasoning, texts);
  }

  /** Tokens that are part of those above, and not added again. */
  private static void inside(GridPane table, String name, long tokens, Texts texts) {
    if (tokens == 0) {
      return;
    }
    int row = counted(table, name, tokens, texts);
    table.getChildren().stream()
        .filter(node -> GridPane.getRowIndex(node) == row)
        .forEach(node -> node.getStyleClass().addAll("text-muted", "kp-inside"));
  }

  private static Label figure(String text) {
    var label = new Label(text);
    label.getStyleClass().add("kp-mono");
    label.setMinWidth(Region.USE_PREF_SIZE);
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }
}
