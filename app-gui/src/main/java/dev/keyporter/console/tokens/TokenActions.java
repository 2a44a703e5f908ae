package dev.keyporter.console.tokens;

import dev.keyporter.console.kit.ConfirmDialog;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.Edits;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.RequestFilter;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** What can be done with a token. */
final class TokenActions {
  private final Workspace workspace;
  private final Texts texts = Texts.of(TokenActions.class);

  TokenActions(Workspace workspace) {
    this.workspace = workspace;
  }

  /** All of it, for menus. */
  List<MenuItem> menu(TokenLine line) {
    var items = new ArrayList<MenuItem>();
    items.add(item("action.requests", () -> seeRequests(line.token())));
    items.add(item("action.copy", () -> CopyButton.toClipboard(line.token().id().toString())));
    if (line.state() != TokenState.REVOKED) {
      items.add(new SeparatorMenuItem());
      items.add(item("action.revoke", () -> revoke(line)));
    }
    return items;
  }

  private MenuItem item(String text, Runnable action) {
    var item = new MenuItem(texts.text(text));
    item.setOnAction(_ -> action.run());
    return item;
  }

  void seeRequests(AccessToken token) {
    workspace
        .navigator()
        .go(
            new Place.Requests(
                RequestFilter.of(FilterTerm.Text.exactly(FilterKey.TOKEN, token.name()))
                    .text(workspace.times().zone())));
  }

  /** Asks, saying who used it last, and refuses it from then on, for good. */
  void revoke(TokenLine line) {
    AccessToken token = line.token();
    String used =
        token.lastUsedAt() == null
            ? texts.text("revoke.unused")
            : line.lastUsedBy() == null
                ? texts.text("revoke.used", workspace.times().ago(token.lastUsedAt()))
                : texts.text(
                    "revoke.usedBy", line.lastUsedBy(), workspace.times().ago(token.lastUsedAt()));
    workspace
        .dialogs()
        .open(
            new ConfirmDialog(
                workspace.dialogs(),
                texts.text("revoke.title", token.name()),
                texts.text("revoke.impact") + " " + used,
                texts.text("revoke"),
                token.name(),
                () ->
                    new Edits(workspace)
                        .make(
                            () -> workspace.database().accessTokens().revoke(token.id()),
                            texts.text("revoked", token.name()))));
  }
}
