package dev.keyporter.console.tokens;

import dev.keyporter.console.kit.ActionMenu;
import dev.keyporter.console.kit.ConfirmDialog;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.Edits;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.AccessToken;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.RequestFilter;
import java.util.List;
import javafx.scene.control.MenuItem;

/** What can be done with a token. */
final class TokenActions {
  private final Workspace workspace;
  private final Texts texts = Texts.of(TokenActions.class);

  TokenActions(Workspace workspace) {
    this.workspace = workspace;
  }

  /** All of it, for menus. */
  List<MenuItem> menu(TokenLine line) {
    var menu =
        new ActionMenu(texts)
            .item("action.requests", () -> seeRequests(line.token()))
            .item("action.copy", () -> CopyButton.toClipboard(line.token().id().toString()));
    if (line.state() != TokenState.REVOKED) {
      menu.separator().item("action.revoke", () -> revoke(line));
    }
    return menu.items();
  }

  void seeRequests(AccessToken token) {
    new RequestsOf(FilterKey.TOKEN, token.name(), token.id().value())
        .open(workspace, RequestFilter.ALL);
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
