package dev.keyporter.console.keys;

import dev.keyporter.console.listing.ListPage;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.access.ProviderKeyId;
import javafx.scene.Parent;

/** The provider keys of all organizations. */
public final class KeysScreen implements Screen {
  private final ListPage<ProviderKeyId, KeyLine> page;

  public KeysScreen(Workspace workspace) {
    page = new ListPage<>(workspace, new KeyListing(workspace));
  }

  @Override
  public Parent view() {
    return page.view();
  }

  @Override
  public void open(Place place) {
    page.open(place instanceof Place.Keys keys ? keys.choice() : new Choice.AsIs<>());
  }

  @Override
  public void leave() {
    page.leave();
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
