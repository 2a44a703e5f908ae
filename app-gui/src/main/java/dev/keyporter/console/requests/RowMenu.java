package dev.keyporter.console.requests;

import dev.keyporter.console.inspector.Curl;
import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Failure;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.FilterKey;
import dev.keyporter.model.traffic.FilterTerm;
import dev.keyporter.model.traffic.Rating;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** What can be done with the selected row; what does not apply is left out. */
final class RowMenu {
  private final Texts texts = Texts.of(RowMenu.class);
  private final Workspace workspace;
  private final Consumer<RequestRow> open;
  private final Consumer<String> narrow;
  private final ContextMenu menu = new ContextMenu();

  /**
   * A menu for the table's rows.
   *
   * @param open shows the request
   * @param narrow adds a piece to the filter
   */
  RowMenu(Workspace workspace, Consumer<RequestRow> open, Consumer<String> narrow) {
    this.workspace = workspace;
    this.open = open;
    this.narrow = narrow;
    menu.setId("request-menu");
  }

  ContextMenu menu() {
    return menu;
  }

  /** Fills the menu for a row. */
  void fill(RequestRow row) {
    RequestSummary request = row.request();
    ObservableList<MenuItem> items = menu.getItems();
    items.setAll(
        item("fth-sidebar", "menu.open", () -> open.accept(row)),
        item("fth-copy", "menu.copyId", () -> CopyButton.toClipboard(row.id().toString())));
    if (request.responseId() != null) {
      String id = request.responseId();
      items.add(item("fth-copy", "menu.copyResponse", () -> CopyButton.toClipboard(id)));
    }
    items.add(item("fth-terminal", "menu.curl", () -> copyCurl(request)));
    items.add(
        item(
            "fth-play",
            "menu.playground",
            () -> workspace.navigator().go(new Place.Playground(row.id()))));
    items.add(new SeparatorMenuItem());
    narrowing(items, "fth-user", "menu.user", FilterKey.USER, request.userName());
    narrowing(items, "fth-cpu", "menu.model", FilterKey.MODEL, request.model());
    narrowing(items, "fth-message-square", "menu.session", FilterKey.SESSION, request.sessionId());
    if (request.status() != RequestStatus.PENDING) {
      items.add(new SeparatorMenuItem());
      items.add(item("fth-thumbs-up", "menu.good", () -> rate(row, 1)));
      items.add(item("fth-thumbs-down", "menu.bad", () -> rate(row, -1)));
    }
  }

  private void narrowing(
      List<MenuItem> items, String icon, String text, FilterKey key, @Nullable String value) {
    if (value != null) {
      String term =
          RequestFilter.of(FilterTerm.Text.exactly(key, value)).text(workspace.times().zone());
      items.add(item(icon, text, () -> narrow.accept(term)));
    }
  }

  private MenuItem item(String icon, String text, Runnable action) {
    var item = new MenuItem(texts.text(text), Icons.of(icon, IconSize.STATE));
    item.setId(text.replace('.', '-'));
    item.setOnAction(_ -> action.run());
    return item;
  }

  private void copyCurl(RequestSummary request) {
    String baseUrl = workspace.proxy().baseUrl();
    workspace
        .background()
        .run(
            () -> Curl.read(workspace.database().requests(), request, baseUrl),
            command -> command.ifPresentOrElse(this::copied, this::noCommand),
            failure -> workspace.notices().say(Failure.of(failure)));
  }

  private void copied(String command) {
    CopyButton.toClipboard(command);
    workspace.notices().say(texts.text("curl.copied"));
  }

  private void noCommand() {
    workspace.notices().say(new Failure(texts.text("curl.none"), ""));
  }

  /** Rates in place; what was written beside an earlier rating stays. */
  private void rate(RequestRow row, int value) {
    RequestSummary request = row.request();
    Instant now = workspace.times().clock().instant();
    workspace
        .background()
        .run(
            () -> {
              String feedback =
                  workspace
                      .database()
                      .ratings()
                      .find(request.id())
                      .map(Rating::feedback)
                      .orElse(null);
              workspace
                  .database()
                  .ratings()
                  .rate(
                      new Rating(
                          request.id(),
                          request.organizationId(),
                          request.userId(),
                          value,
                          feedback,
                          now));
              return workspace.database().requests().find(request.id());
            },
            found -> found.ifPresent(row::update),
            failure -> workspace.notices().say(Failure.of(failure)));
  }
}
