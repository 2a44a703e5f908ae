package dev.keyporter.console.organizations;

import dev.keyporter.console.kit.ActionMenu;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.Deletion;
import dev.keyporter.console.listing.Edits;
import dev.keyporter.console.listing.NameDialog;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.account.Organizations;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Paths;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.usage.UsageFilter;
import java.util.List;
import javafx.scene.control.MenuItem;

/** What can be done with an organization. */
final class OrganizationActions {
  private final Workspace workspace;
  private final Edits edits;
  private final Texts texts = Texts.of(OrganizationActions.class);

  OrganizationActions(Workspace workspace) {
    this.workspace = workspace;
    this.edits = new Edits(workspace);
  }

  private Organizations organizations() {
    return workspace.database().organizations();
  }

  /** All of it, for menus. */
  List<MenuItem> menu(OrganizationLine line) {
    Organization organization = line.organization();
    return new ActionMenu(texts)
        .item("action.requests", () -> seeRequests(organization))
        .item("action.copy", () -> CopyButton.toClipboard(organization.id().toString()))
        .separator()
        .item("action.rename", () -> rename(organization))
        .separator()
        .item("action.delete", () -> delete(line))
        .items();
  }

  /** Which requests are its own. */
  static RequestsOf requests(Organization organization) {
    return new RequestsOf(FilterKey.ORG, organization.name(), organization.id().value());
  }

  private void seeRequests(Organization organization) {
    requests(organization).open(workspace, RequestFilter.ALL);
  }

  void rename(Organization organization) {
    NameDialog.open(
        workspace,
        texts.text("rename.title", organization.name()),
        organization.name(),
        "",
        name -> organizations().rename(organization.id(), name));
  }

  void setRecording(Organization organization, Recording recording, Runnable failed) {
    edits.make(
        () -> organizations().setRecording(organization.id(), recording),
        texts.text("recording.set", organization.name(), OrganizationTexts.recording(recording)),
        () -> organizations().setRecording(organization.id(), organization.recording()),
        failed);
  }

  void setStreamUsage(Organization organization, boolean asked, Runnable failed) {
    edits.make(
        () -> organizations().setIncludeStreamUsage(organization.id(), asked),
        texts.text(asked ? "streamUsage.on" : "streamUsage.off", organization.name()),
        () -> organizations().setIncludeStreamUsage(organization.id(), !asked),
        failed);
  }

  void setPaths(Organization organization, Paths paths, Runnable failed) {
    Paths before = organization.paths();
    edits.make(
        () -> organizations().setPaths(organization.id(), paths),
        texts.text(paths == Paths.ALL ? "everyPath.on" : "everyPath.off", organization.name()),
        () -> organizations().setPaths(organization.id(), before),
        failed);
  }

  void delete(OrganizationLine line) {
    Organization organization = line.organization();
    new Deletion(
            texts.text("delete.title", organization.name()),
            organization.name(),
            () -> impact(line),
            () -> organizations().delete(organization.id()),
            () -> organizations().purge(organization.id()),
            texts.text("deleted", organization.name()))
        .ask(workspace);
  }

  private Deletion.Impact impact(OrganizationLine line) {
    long requests = Deletion.requests(workspace, UsageFilter.of(line.organization().id()));
    return new Deletion.Impact(
        texts.text("delete.impact", line.tokens(), line.keys(), line.users(), requests),
        texts.text("delete.erase", Figures.count(requests)));
  }
}
