package dev.keyporter.console.organizations;

import dev.keyporter.console.listing.ListPage;
import dev.keyporter.console.nav.Choice;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.nav.Screen;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.account.OrganizationId;
import javafx.scene.Parent;

/** The organizations: who pays, what is kept, what is blacked out. */
public final class OrganizationsScreen implements Screen {
  private final ListPage<OrganizationId, OrganizationLine> page;

  public OrganizationsScreen(Workspace workspace) {
    page = new ListPage<>(workspace, new OrganizationListing(workspace));
  }

  @Override
  public Parent view() {
    return page.view();
  }

  @Override
  public void open(Place place) {
    page.open(place instanceof Place.Organizations(var choice) ? choice : new Choice.AsIs<>());
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
