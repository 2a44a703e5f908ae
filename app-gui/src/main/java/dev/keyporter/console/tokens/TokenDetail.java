package dev.keyporter.console.tokens;

import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.console.listing.Detail;
import dev.keyporter.console.listing.DetailPane;
import dev.keyporter.console.listing.HistorySection;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.refusal.RevokedUse;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A token beside the list: for whom, used when and by whom, how long it holds. */
final class TokenDetail implements Detail<TokenLine> {
  private final Workspace workspace;
  private final TokenActions actions;
  private final Texts texts = Texts.of(TokenDetail.class);
  private final HistorySection history;
  private final DetailPane pane;
  private @Nullable TokenLine shown;

  @FXML private Facts facts;
  @FXML private VBox ending;
  @FXML private Label endingWords;
  @FXML private VBox misuse;
  @FXML private Label misuseWords;
  @FXML private Label howItCounts;
  @FXML private Button revoke;

  TokenDetail(Workspace workspace, TokenActions actions) {
    this.workspace = workspace;
    this.actions = actions;
    this.history = new HistorySection(workspace);
    this.pane = (DetailPane) View.load(this);
    pane.getSections().add(history);
    ending.managedProperty().bind(ending.visibleProperty());
    misuse.managedProperty().bind(misuse.visibleProperty());
  }

  @Override
  public DetailPane pane() {
    return pane;
  }

  @Override
  public void show(TokenLine line) {
    shown = line;
    AccessToken token = line.token();
    CellLook state = TokenTexts.state(line);
    pane.state().set(state.icon(), state.text(), Objects.requireNonNull(state.tone()));
    pane.head(token.name(), token.id().toString(), actions.menu(line));
    facts.clear();
    facts.add(texts.text("column.organization"), line.organization());
    facts.add(texts.text("column.user"), line.user() == null ? texts.text("anybody") : line.user());
    facts.add(texts.text("fact.issued"), workspace.times().date(token.createdAt()));
    facts.add(texts.text("column.expires"), expiry(line));
    facts.add(texts.text("column.used"), used(line));
    if (token.revokedAt() != null) {
      facts.add(texts.text("fact.revoked"), workspace.times().full(token.revokedAt()));
    }
    ending.setVisible(line.state() == TokenState.ENDING);
    endingWords.setText(
        texts.text("ending", line.daysLeft(), workspace.times().date(token.expiresAt())));
    misuse.setVisible(line.misuse() != null);
    misuseWords.setText(line.misuse() == null ? "" : words(line.misuse()));
    howItCounts.setText(
        line.user() == null
            ? texts.text("counts.anybody")
            : texts.text("counts.user", line.user()));
    revoke.setDisable(line.state() == TokenState.REVOKED);
    history.show(token.id().value(), token.name());
  }

  private String words(RevokedUse use) {
    String when = workspace.times().ago(use.lastAt());
    String what = texts.text("misuse", use.requests(), when);
    return what
        + (RefusalGroup.isOne(use.address()) ? " " + texts.text("misuse.from", use.address()) : "")
        + (RefusalGroup.isOne(use.program()) ? " " + texts.text("misuse.by", use.program()) : "");
  }

  private String expiry(TokenLine line) {
    String date = workspace.times().date(line.token().expiresAt());
    return line.state().isAccepted() ? texts.text("expires.in", date, line.daysLeft()) : date;
  }

  private String used(TokenLine line) {
    String when = workspace.times().ago(line.token().lastUsedAt());
    return line.lastUsedBy() == null ? when : texts.text("used.by", when, line.lastUsedBy());
  }

  @FXML
  private void seeRequests() {
    actions.seeRequests(Objects.requireNonNull(shown).token());
  }

  @FXML
  private void seeRefused() {
    AccessToken token = Objects.requireNonNull(shown).token();
    workspace.navigator().go(new Place.Refused(token.id().toString()));
  }

  @FXML
  private void issueAnother() {
    TokenLine line = Objects.requireNonNull(shown);
    workspace
        .navigator()
        .go(
            new Place.Tokens(
                new Choice.New<>(new Choice.For(line.token().organizationId(), line.user()))));
  }

  @FXML
  private void revoke() {
    actions.revoke(Objects.requireNonNull(shown));
  }
}
