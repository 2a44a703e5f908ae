package dev.keyporter.console.keys;

import dev.keyporter.console.kit.CheckWords;
import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.listing.Detail;
import dev.keyporter.console.listing.DetailPane;
import dev.keyporter.console.listing.HistorySection;
import dev.keyporter.console.listing.SpendSection;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.ProviderKeyId;
import dev.keyporter.model.usage.UsageFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A key beside the list: facts, test in place, spend, when it serves. */
final class KeyDetail implements Detail<KeyLine> {
  private final Workspace workspace;
  private final KeyActions actions;
  private final Texts texts = Texts.of(KeyDetail.class);
  private final DetailPane pane;
  private final SpendSection spend;
  private final HistorySection history;
  private final Map<ProviderKeyId, Checked> checks = new HashMap<>();
  private final PricesField prices = new PricesField(null);
  private @Nullable KeyLine shown;
  private boolean isShowing;

  @FXML private Facts facts;
  @FXML private HBox pricesLine;
  @FXML private Label pricesHint;
  @FXML private Button test;
  @FXML private HBox result;
  @FXML private StateLabel resultState;
  @FXML private Label resultTime;
  @FXML private Label resultMore;
  @FXML private Label untested;
  @FXML private VBox serves;
  @FXML private Button toggle;

  KeyDetail(Workspace workspace, KeyActions actions) {
    this.workspace = workspace;
    this.actions = actions;
    this.spend = new SpendSection(workspace);
    this.history = new HistorySection(workspace);
    this.pane = (DetailPane) View.load(this);
    pane.getSections().add(2, spend);
    pane.getSections().add(history);
  }

  /** What a test in place said; null words while it runs. */
  private record Checked(@Nullable CheckWords words, String time) {}

  @FXML
  private void initialize() {
    result.managedProperty().bind(result.visibleProperty());
    untested.managedProperty().bind(untested.visibleProperty());
    prices.setId("key-prices");
    prices.setAccessibleText(texts.text("fact.prices"));
    prices.valueProperty().addListener(_ -> pricesChosen());
    pricesLine.getChildren().add(prices);
  }

  @Override
  public DetailPane pane() {
    return pane;
  }

  @Override
  public void show(KeyLine line) {
    shown = line;
    ProviderKey key = line.key();
    KeyState state = line.state();
    pane.state().set(state.icon(), state.word(), state.tone());
    pane.head(key.name(), key.id().toString(), actions.menu(line));
    facts.clear();
    facts.add(texts.text("fact.secret"), secret(key));
    facts.add(texts.text("fact.api"), KeyTexts.api(key));
    facts.addCopied(
        texts.text("fact.baseUrl"), key.baseUrl().toString(), texts.text("copy.baseUrl"));
    facts.add(
        texts.text("fact.for"),
        line.user() == null
            ? texts.text("for.everybody", line.organization())
            : texts.text("for.user", line.user(), line.organization()));
    if (key.openaiOrganization() != null) {
      facts.add(texts.text("fact.openaiOrganization"), key.openaiOrganization());
    }
    if (key.openaiProject() != null) {
      facts.add(texts.text("fact.openaiProject"), key.openaiProject());
    }
    facts.add(texts.text("fact.added"), workspace.times().date(key.createdAt()));
    facts.add(texts.text("fact.used"), workspace.times().ago(line.activity().lastUsed()));
    key.rejected()
        .ifPresent(
            moment -> facts.add(texts.text("fact.rejected"), workspace.times().full(moment)));
    prices.setVisible(!key.isDemo());
    showPrices();
    pricesHint.setText(texts.text(key.isDemo() ? "prices.free" : "prices.hint"));
    showCheck(checks.get(key.id()));
    spend.show(
        new UsageFilter(key.organizationId(), null, key.id(), null),
        line.activity(),
        texts.text("action.requests"),
        KeyActions.requests(key));
    serves.getChildren().setAll(KeyTexts.serves(line).stream().map(KeyDetail::line).toList());
    history.show(key.id().value(), key.name());
    toggle.setText(texts.text(key.isActive() ? "action.deactivate" : "action.activate"));
  }

  private void showPrices() {
    isShowing = true;
    prices.setValue(PricesField.Whose.of(shown().key().prices()));
    isShowing = false;
  }

  /** By a person: what is shown may be older than what was chosen last. */
  private void pricesChosen() {
    if (!isShowing) {
      actions.setPrices(shown().key(), prices.prices(), this::showPrices);
    }
  }

  private HBox secret(ProviderKey key) {
    var secret = new Label(KeyTexts.secret(key));
    secret.getStyleClass().add("kp-mono");
    var how = new Label(texts.text(key.isDemo() ? "secret.demo.how" : "secret.how"));
    how.getStyleClass().add("kp-secondary");
    var line = new HBox(secret, how);
    line.getStyleClass().add("kp-inline");
    return line;
  }

  private static Label line(String text) {
    var line = new Label(text, Icons.of("fth-corner-down-right", IconSize.STATE));
    line.getStyleClass().add("text-muted");
    line.setWrapText(true);
    line.setMinHeight(Region.USE_PREF_SIZE);
    return line;
  }

  private void showCheck(@Nullable Checked checked) {
    boolean isRunning = checked != null && checked.words == null;
    CheckWords words = checked == null ? null : checked.words;
    test.setDisable(isRunning);
    test.setText(texts.text(isRunning ? "test.running" : words == null ? "test" : "test.again"));
    result.setVisible(words != null);
    untested.setVisible(words == null);
    if (words != null && checked != null) {
      resultState.set(words.icon(), words.what(), words.tone());
      resultTime.setText(checked.time);
      resultMore.setText(words.more());
    }
  }

  @FXML
  private void test() {
    ProviderKey key = shown().key();
    checks.put(key.id(), new Checked(null, ""));
    showCheck(checks.get(key.id()));
    workspace
        .background()
        .run(
            () -> workspace.proxy().proxy().keyCheck().run(key),
            answer -> tested(key.id(), CheckWords.of(answer.health(), answer.took())),
            failure -> tested(key.id(), failed(failure)));
  }

  private static CheckWords failed(Exception exception) {
    Failure failure = Failure.of(exception);
    return new CheckWords("fth-alert-triangle", Tone.CAUTION, failure.what(), failure.next());
  }

  private void tested(ProviderKeyId id, CheckWords words) {
    checks.put(id, new Checked(words, workspace.times().time(workspace.times().clock().instant())));
    if (shown().key().id().equals(id)) {
      showCheck(checks.get(id));
    }
  }

  private KeyLine shown() {
    return Objects.requireNonNull(shown);
  }

  @FXML
  private void replace() {
    actions.replace(shown().key());
  }

  @FXML
  private void toggle() {
    actions.toggle(shown().key());
  }

  @FXML
  private void delete() {
    actions.delete(shown());
  }
}
