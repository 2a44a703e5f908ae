package dev.keyporter.console.tokens;

import dev.keyporter.console.listing.ListPage;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.proxy.access.IssuedToken;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The access tokens of all organizations. */
public final class TokensScreen implements Screen {
  private final Workspace workspace;
  private final ListPage<AccessTokenId, TokenLine> page;

  public TokensScreen(Workspace workspace) {
    this.workspace = workspace;
    this.page = new ListPage<>(workspace, new TokenListing(workspace, this::showOnce));
  }

  /** Shows a new token, this once. */
  private void showOnce(IssuedToken issued, @Nullable String user) {
    var shown = new IssuedPane(workspace, issued, user, page::closeSide);
    page.showGuarded(shown.view(), shown::leave);
  }

  @Override
  public Parent view() {
    return page.view();
  }

  @Override
  public void open(Place place) {
    page.open(place instanceof Place.Tokens(var choice) ? choice : new Choice.AsIs<>());
  }

  @Override
  public void leave() {
    page.leave();
  }

  @Override
  public void beforeLeaving(Runnable go) {
    page.beforeLeaving(go);
  }

  @Override
  public void focusFilter() {
    page.focusSearch();
  }

  @Override
  public void stepBack() {
    page.stepBack();
  }
}
