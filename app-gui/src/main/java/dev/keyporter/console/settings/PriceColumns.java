package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.model.cost.PriceEntry;
import dev.keyporter.model.cost.Rates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The columns of the table of prices. */
final class PriceColumns {
  private PriceColumns() {}

  static void add(TableView<PriceLine> table, Texts texts, Times times) {
    table.getColumns().add(column(texts.text("prices.model"), 260, line -> line.entry().model()));
    table.getColumns().add(column(texts.text("prices.tier"), 90, PriceColumns::tier));
    table.getColumns().add(rate(texts.text("prices.input"), Rates::input));
    table.getColumns().add(rate(texts.text("prices.cached"), Rates::cachedInput));
    table.getColumns().add(rate(texts.text("prices.output"), Rates::output));
    table
        .getColumns()
        .add(
            column(
                texts.text("prices.source"),
                140,
                line ->
                    line.isOwn()
                        ? texts.text("prices.own", since(line.entry(), texts, times))
                        : since(line.entry(), texts, times)));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
  }

  private static String tier(PriceLine line) {
    long from = line.entry().fromInputTokens();
    return from == 0 ? line.entry().tier() : line.entry().tier() + " > " + Figures.count(from);
  }

  private static String since(PriceEntry entry, Texts texts, Times times) {
    return entry.effectiveFrom().equals(Instant.MIN)
        ? texts.text("prices.always")
        : texts.text("prices.since", times.date(entry.effectiveFrom()));
  }

  private static TableColumn<PriceLine, String> rate(
      String title, Function<Rates, BigDecimal> part) {
    TableColumn<PriceLine, String> column =
        column(
            title,
            90,
            line -> {
              Rates rates = line.entry().rates();
              return rates == null ? Figures.NONE : "$" + part.apply(rates).toPlainString();
            });
    column.getStyleClass().addAll("kp-figures", "align-right");
    return column;
  }

  private static TableColumn<PriceLine, String> column(
      String title, double width, Function<PriceLine, String> text) {
    var column = new TableColumn<PriceLine, String>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    return column;
  }
}
