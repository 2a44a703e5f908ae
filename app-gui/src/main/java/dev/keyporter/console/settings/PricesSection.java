package dev.keyporter.console.settings;

import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.Feedback;
import dev.keyporter.console.kit.LoadPane;
import dev.keyporter.console.kit.Loader;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.setting.Prices;
import dev.keyporter.model.cost.PriceEntry;
import dev.keyporter.model.cost.PriceTable;
import dev.keyporter.model.cost.Rates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** What models cost: the program's prices, and one's own in their place or beside them. */
final class PricesSection {
  private final Texts texts = Texts.of(PricesSection.class);
  private final Workspace workspace;
  private final Loader<List<PriceLine>> loader;
  private final ObservableList<PriceLine> lines = FXCollections.observableArrayList();
  private final FilteredList<PriceLine> shown = new FilteredList<>(lines);
  private final Parent view;

  @FXML private TextField search;
  @FXML private LoadPane pane;
  @FXML private TableView<PriceLine> table;
  @FXML private TextField model;
  @FXML private TextField input;
  @FXML private TextField cached;
  @FXML private TextField output;
  @FXML private Button save;
  @FXML private Button remove;
  @FXML private Feedback feedback;

  PricesSection(Workspace workspace) {
    this.workspace = workspace;
    this.loader = new Loader<>(workspace.background());
    this.view = View.load(this);
  }

  Parent view() {
    return view;
  }

  @FXML
  private void initialize() {
    table.setItems(shown);
    PriceColumns.add(table, texts, workspace.times());
    pane.follow(loader);
    loader
        .load()
        .subscribe(
            load -> {
              List<PriceLine> all = load.shown();
              if (all != null) {
                lines.setAll(all);
              }
            });
    search
        .textProperty()
        .subscribe(
            text -> {
              String wanted = text.strip().toLowerCase(Locale.ROOT);
              shown.setPredicate(line -> line.matches(wanted));
            });
    table.getSelectionModel().selectedItemProperty().subscribe(this::fill);
    model.textProperty().subscribe(_ -> save.setDisable(model.getText().isBlank()));
  }

  void focusFilter() {
    search.requestFocus();
  }

  void refresh() {
    loader.load(this::all);
  }

  /** One's own first; the program's by model. */
  private List<PriceLine> all() {
    var all = new ArrayList<PriceLine>();
    prices().overrides().forEach(entry -> all.add(new PriceLine(entry, true)));
    PriceTable.bundled().entries().stream()
        .filter(entry -> entry.rates() != null)
        .sorted(
            Comparator.comparing(PriceEntry::model)
                .thenComparing(PriceEntry::tier)
                .thenComparingLong(PriceEntry::fromInputTokens))
        .forEach(entry -> all.add(new PriceLine(entry, false)));
    return all;
  }

  private Prices prices() {
    return workspace.database().prices();
  }

  private void fill(@Nullable PriceLine line) {
    remove.setDisable(line == null || !line.isOwn());
    Rates rates = line == null ? null : line.entry().rates();
    if (line != null && rates != null) {
      model.setText(line.entry().model());
      input.setText(rates.input().toPlainString());
      cached.setText(rates.cachedInput().toPlainString());
      output.setText(rates.output().toPlainString());
    }
  }

  @FXML
  private void save() {
    Rates rates;
    try {
      BigDecimal inputRate = rate(input);
      rates =
          new Rates(
              inputRate,
              cached.getText().isBlank() ? inputRate : rate(cached),
              inputRate,
              rate(output),
              "");
    } catch (IllegalArgumentException _) {
      feedback.bad(texts.text("prices.rate.none"));
      return;
    }
    String name = model.getText().strip();
    Instant now = workspace.times().clock().instant();
    change(
        () -> {
          prices().set(name, PriceEntry.STANDARD, now, rates);
          return true;
        },
        texts.text("prices.saved", name));
  }

  private static BigDecimal rate(TextField field) {
    return new BigDecimal(field.getText().strip().replace(',', '.'));
  }

  @FXML
  private void remove() {
    PriceLine line = table.getSelectionModel().getSelectedItem();
    if (line != null && line.isOwn()) {
      PriceEntry entry = line.entry();
      Instant from = entry.effectiveFrom().equals(Instant.MIN) ? null : entry.effectiveFrom();
      change(
          () -> prices().remove(entry.model(), entry.tier(), from),
          texts.text("prices.removed", entry.model()));
    }
  }

  private void change(Callable<Boolean> task, String done) {
    feedback.busy(texts.text("saving"));
    workspace
        .background()
        .run(
            task,
            _ -> {
              feedback.good(done);
              refresh();
            },
            failure -> feedback.bad(Failure.of(failure)));
  }
}
