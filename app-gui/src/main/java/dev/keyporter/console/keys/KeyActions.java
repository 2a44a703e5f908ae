package dev.keyporter.console.keys;

import dev.keyporter.console.kit.ActionMenu;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.SecretField;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.listing.Deletion;
import dev.keyporter.console.listing.Edits;
import dev.keyporter.console.listing.Form;
import dev.keyporter.console.listing.FormDialog;
import dev.keyporter.console.listing.NameDialog;
import dev.keyporter.console.workspace.RequestsOf;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.db.access.ProviderKeys;
import dev.keyporter.model.access.KeyPrices;
import dev.keyporter.model.access.ProviderKey;
import dev.keyporter.model.access.Secret;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.usage.UsageFilter;
import java.util.List;
import javafx.scene.control.MenuItem;
import org.jspecify.annotations.Nullable;

/** What can be done with a key. */
final class KeyActions {
  private final Workspace workspace;
  private final Edits edits;
  private final Texts texts = Texts.of(KeyActions.class);

  KeyActions(Workspace workspace) {
    this.workspace = workspace;
    this.edits = new Edits(workspace);
  }

  private ProviderKeys keys() {
    return workspace.database().providerKeys();
  }

  /** All of it, for menus. */
  List<MenuItem> menu(KeyLine line) {
    ProviderKey key = line.key();
    return new ActionMenu(texts)
        .item("action.requests", () -> seeRequests(key))
        .item("action.copy", () -> CopyButton.toClipboard(key.id().toString()))
        .separator()
        .item("action.rename", () -> rename(key))
        .item("action.replace", () -> replace(key))
        .item(key.isActive() ? "action.deactivate" : "action.activate", () -> toggle(key))
        .separator()
        .item("action.delete", () -> delete(line))
        .items();
  }

  /** Which requests were made with it. */
  static RequestsOf requests(ProviderKey key) {
    return new RequestsOf(FilterKey.KEY, key.name(), key.id().value());
  }

  void seeRequests(ProviderKey key) {
    requests(key).open(workspace, RequestFilter.ALL);
  }

  void rename(ProviderKey key) {
    NameDialog.open(
        workspace,
        texts.text("rename.title", key.name()),
        key.name(),
        "",
        name -> keys().rename(key.id(), name));
  }

  /** Takes another secret in place of the one it has. */
  void replace(ProviderKey key) {
    var secret = new SecretField();
    secret.setId("replace-secret");
    var form = new Form(workspace.background(), texts.text("replace.verb"));
    form.field(texts.text("secret"), secret, texts.text("replace.hint"));
    form.onSubmit(
        () -> {
          var typed = new Secret(secret.getText());
          return () -> keys().replace(key.id(), typed);
        },
        _ -> {
          workspace.dialogs().close();
          workspace.notices().say(texts.text("replaced", key.name()));
        });
    new FormDialog(workspace.dialogs(), texts.text("replace.title", key.name()), form).open();
  }

  void toggle(ProviderKey key) {
    if (key.isActive()) {
      edits.make(
          () -> keys().deactivate(key.id()),
          texts.text("deactivated", key.name()),
          () -> keys().activate(key.id()));
    } else {
      edits.make(
          () -> keys().activate(key.id()),
          texts.text("activated", key.name()),
          () -> keys().deactivate(key.id()));
    }
  }

  /** Says whose prices hold for it; null where its address decides. */
  void setPrices(ProviderKey key, @Nullable KeyPrices prices, Runnable failed) {
    edits.make(
        () -> keys().setPrices(key.id(), prices),
        texts.text("prices.changed", key.name(), PricesField.Whose.of(prices).title()),
        () -> keys().setPrices(key.id(), key.prices()),
        failed);
  }

  void delete(KeyLine line) {
    ProviderKey key = line.key();
    new Deletion(
            texts.text("delete.title", key.name()),
            key.name(),
            () -> impact(line),
            () -> keys().delete(key.id()),
            () -> keys().purge(key.id()),
            texts.text("deleted", key.name()))
        .ask(workspace);
  }

  private Deletion.Impact impact(KeyLine line) {
    ProviderKey key = line.key();
    long requests =
        Deletion.requests(workspace, new UsageFilter(key.organizationId(), null, key.id(), null));
    String after =
        line.state() == KeyState.INACTIVE || line.inItsPlace() != null
            ? texts.text("delete.unused")
            : line.standsBy() != null
                ? texts.text("delete.next", line.standsBy())
                : line.user() != null
                    ? texts.text("delete.user", line.user())
                    : texts.text("delete.none", line.organization());
    return new Deletion.Impact(
        after + " " + texts.text("delete.followUps"),
        texts.text("delete.erase", Figures.count(requests)));
  }
}
