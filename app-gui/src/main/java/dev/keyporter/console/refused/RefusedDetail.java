package dev.keyporter.console.refused;

import dev.keyporter.console.kit.Facts;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import dev.keyporter.console.kit.View;
import dev.keyporter.console.listing.CellLook;
import dev.keyporter.console.listing.Detail;
import dev.keyporter.console.listing.DetailPane;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.refusal.RefusalCount;
import dev.keyporter.model.refusal.RefusalGroup;
import dev.keyporter.model.refusal.RefusedRequests;
import java.util.List;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A line beside the list: who was refused, why, how often, and the way to the token. */
final class RefusedDetail implements Detail<RefusedRequests> {
  private final Workspace workspace;
  private final Function<RefusedRequests, List<MenuItem>> actions;
  private final Texts texts = Texts.of(RefusedDetail.class);
  private final DetailPane pane;
  private @Nullable AccessTokenId token;

  @FXML private VBox revoked;
  @FXML private Facts facts;
  @FXML private Facts client;
  @FXML private Button openToken;

  RefusedDetail(Workspace workspace, Function<RefusedRequests, List<MenuItem>> actions) {
    this.workspace = workspace;
    this.actions = actions;
    this.pane = (DetailPane) View.load(this);
    revoked.managedProperty().bind(revoked.visibleProperty());
  }

  @Override
  public DetailPane pane() {
    return pane;
  }

  @Override
  public void show(RefusedRequests line) {
    RefusalCount count = line.count();
    token = line.tokenName() == null ? null : line.group().tokenId();
    CellLook cause = RefusedWords.cause(line);
    pane.head(cause.text(), line.group().cause(), actions.apply(line));
    pane.state().setVisible(false);
    revoked.setVisible(RefusedWords.isRevoked(line));
    facts.clear();
    facts.add(texts.text("column.requests"), Figures.count(count.requests()));
    facts.add(texts.text("fact.first"), workspace.times().full(count.firstAt()));
    facts.add(texts.text("fact.last"), workspace.times().full(count.lastAt()));
    facts.add(texts.text("fact.day"), Times.day(line.group().day()));
    facts.add(texts.text("column.token"), RefusedWords.token(line));
    facts.add(texts.text("column.organization"), RefusedWords.organization(line));
    if (line.revokedAt() != null) {
      facts.add(texts.text("fact.revoked"), workspace.times().full(line.revokedAt()));
    }
    client.clear();
    add("address", line.group().address(), RefusedWords.address(line));
    add("program", line.group().program(), RefusedWords.program(line));
    client.add(texts.text("fact.path"), count.path().isEmpty() ? "–" : count.path());
    client.add(texts.text("fact.status"), Integer.toString(count.httpStatus()));
    openToken.setVisible(token != null);
  }

  private void add(String what, String text, String shown) {
    if (RefusalGroup.isOne(text)) {
      client.addCopied(texts.text("column." + what), text, texts.text("action." + what));
    } else {
      client.add(texts.text("column." + what), shown);
    }
  }

  @FXML
  private void openToken() {
    AccessTokenId id = token;
    if (id != null) {
      workspace.navigator().go(new Place.Tokens(new Choice.One<>(id)));
    }
  }
}
