package dev.keyporter.console.users;

import dev.keyporter.console.kit.ActionMenu;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.Deletion;
import dev.keyporter.console.listing.Edits;
import dev.keyporter.console.listing.NameDialog;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.account.Users;
import dev.keyporter.model.account.User;
import dev.keyporter.model.account.UserState;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.usage.UsageFilter;
import java.util.List;
import javafx.scene.control.MenuItem;

/** What can be done with a user. */
final class UserActions {
  private final Workspace workspace;
  private final Edits edits;
  private final Texts texts = Texts.of(UserActions.class);

  UserActions(Workspace workspace) {
    this.workspace = workspace;
    this.edits = new Edits(workspace);
  }

  private Users users() {
    return workspace.database().users();
  }

  /** All of it, for menus. */
  List<MenuItem> menu(UserLine line) {
    User user = line.user();
    return new ActionMenu(texts)
        .item("action.requests", () -> seeRequests(requests(user)))
        .item("action.copy", () -> CopyButton.toClipboard(user.id().toString()))
        .separator()
        .item("action.rename", () -> rename(user))
        .item(
            user.state() == UserState.ACTIVE ? "action.disable" : "action.enable",
            () -> toggle(user))
        .separator()
        .item("action.delete", () -> delete(line))
        .items();
  }

  /** Which requests are the user's. */
  static RequestsOf requests(User user) {
    return new RequestsOf(FilterKey.USER, user.name(), user.id().value());
  }

  void seeRequests(RequestsOf which) {
    which.open(workspace, RequestFilter.ALL);
  }

  void rename(User user) {
    NameDialog.open(
        workspace,
        texts.text("rename.title", user.name()),
        user.name(),
        texts.text("form.hint"),
        name -> users().rename(user.id(), name));
  }

  void toggle(User user) {
    if (user.state() == UserState.ACTIVE) {
      edits.make(
          () -> users().disable(user.id()),
          texts.text("disabled", user.name()),
          () -> users().enable(user.id()));
    } else {
      edits.make(
          () -> users().enable(user.id()),
          texts.text("enabled", user.name()),
          () -> users().disable(user.id()));
    }
  }

  void delete(UserLine line) {
    User user = line.user();
    new Deletion(
            texts.text("delete.title", user.name()),
            user.name(),
            () -> impact(line),
            () -> users().delete(user.id()),
            () -> users().purge(user.id()),
            texts.text("deleted", user.name()))
        .ask(workspace);
  }

  private Deletion.Impact impact(UserLine line) {
    User user = line.user();
    long requests =
        Deletion.requests(workspace, new UsageFilter(user.organizationId(), user.id(), null, null));
    return new Deletion.Impact(
        texts.text(
            "delete.impact",
            line.organization(),
            line.tokens(),
            line.hasOwnKey() ? 1 : 0,
            requests),
        texts.text("delete.erase", Figures.count(requests)));
  }
}
