package dev.keyporter.console.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** What can be done with a thing, entry by entry. */
public final class ActionMenu {
  private final Texts texts;
  private final List<MenuItem> items = new ArrayList<>();

  /** Nothing yet; the entries' words are among these. */
  public ActionMenu(Texts texts) {
    this.texts = texts;
  }

  /**
   * Adds an entry.
   *
   * @param text names its words; with a hyphen for each dot it is the entry's id
   */
  public ActionMenu item(String text, Runnable action) {
    var item = new MenuItem(texts.text(text));
    item.setId(text.replace('.', '-'));
    item.setOnAction(_ -> action.run());
    items.add(item);
    return this;
  }

  /** Sets apart what follows. */
  public ActionMenu separator() {
    items.add(new SeparatorMenuItem());
    return this;
  }

  public List<MenuItem> items() {
    return List.copyOf(items);
  }
}
