package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.Place;
import dev.keyporter.console.workspace.Workspace;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** What else can be done with a request; what does not apply is left out. */
final class MoreMenu {
  private MoreMenu() {}

  static List<MenuItem> items(Inspected inspected, Workspace workspace, Texts texts) {
    RequestSummary summary = inspected.summary();
    List<MenuItem> items = new ArrayList<>();
    copy(items, texts, "copy.response", summary.responseId());
    copy(items, texts, "copy.upstream", summary.upstreamRequestId());
    copy(items, texts, "copy.session", summary.sessionId());
    Bodies bodies = inspected.bodies();
    if (bodies != null) {
      copy(items, texts, "copy.request", () -> bodies.request().text().orElse(""));
      copy(items, texts, "copy.answer", () -> bodies.response().text().orElse(""));
    }
    String session = summary.sessionId();
    if (session != null) {
      items.add(new SeparatorMenuItem());
      var only = new MenuItem(texts.text("filter.session"), Icons.of("fth-filter", IconSize.STATE));
      only.setOnAction(_ -> workspace.navigator().go(new Place.Requests("session:=" + session)));
      items.add(only);
    }
    return items;
  }

  private static void copy(
      List<MenuItem> items, Texts texts, String name, @Nullable String content) {
    if (content != null) {
      copy(items, texts, name, () -> content);
    }
  }

  private static void copy(
      List<MenuItem> items, Texts texts, String name, Supplier<String> content) {
    var item = new MenuItem(texts.text(name), Icons.of("fth-copy", IconSize.STATE));
    item.setOnAction(_ -> CopyButton.toClipboard(content.get()));
    items.add(item);
  }
}
