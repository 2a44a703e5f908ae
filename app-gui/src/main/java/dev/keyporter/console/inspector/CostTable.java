package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.cost.Cost;
import dev.keyporter.model.cost.CostCertainty;
import dev.keyporter.model.cost.CostItem;
import dev.keyporter.model.cost.TokenUsage;
import java.math.BigDecimal;
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
      for (CostItem item : sum.items()) {
        priced(table, item, sum.places(), texts);
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

  private static void priced(GridPane table, CostItem item, int places, Texts texts) {
    int row = named(table, "item." + item.kind().label(), quantity(item), texts);
    BigDecimal rate = item.rate();
    Label at =
        figure(
            rate == null
                ? texts.text("item.unpriced")
                : "× "
                    + (item.kind() == CostItem.Kind.REGIONAL_HOST ? "" : "$")
                    + Figures.decimal(rate, Math.max(2, rate.stripTrailingZeros().scale()))
                    + per(item));
    at.getStyleClass().add("text-muted");
    table.add(at, 2, row);
    if (rate != null) {
      table.add(figure(Figures.decimal(item.amount().amount(), places)), 3, row);
    }
  }

  private static String per(CostItem item) {
    if (item.kind().isTokens()) {
      return " / M";
    }
    return item.kind().per() == 1 ? "" : " / " + Figures.count(item.kind().per());
  }

  private static String quantity(CostItem item) {
    BigDecimal quantity = item.quantity();
    return item.kind() == CostItem.Kind.REGIONAL_HOST
        ? "$" + Figures.decimal(quantity, Math.max(2, quantity.stripTrailingZeros().scale()))
        : Figures.count(quantity.longValueExact());
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
    return named(table, name, Figures.count(tokens), texts);
  }

  private static int named(GridPane table, String name, String quantity, Texts texts) {
    int row = table.getRowCount();
    var label = new Label(texts.text(name));
    GridPane.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    table.add(label, 0, row);
    table.add(figure(quantity), 1, row);
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
