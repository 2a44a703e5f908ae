package dev.keyporter.console.users;

import dev.keyporter.console.listing.ListPage;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.UserId;
import javafx.scene.Parent;

/** The users of all organizations. */
public final class UsersScreen implements Screen {
  private final ListPage<UserId, UserLine> page;

  public UsersScreen(Workspace workspace) {
    page = new ListPage<>(workspace, new UserListing(workspace));
  }

  @Override
  public Parent view() {
    return page.view();
  }

  @Override
  public void open(Place place) {
    page.open(place instanceof Place.Users(var choice) ? choice : new Choice.AsIs<>());
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
