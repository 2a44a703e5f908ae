package dev.keyporter.console.shell;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.ScreenName;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** The mark on a sidebar entry that something behind it needs a look. */
final class SidebarMark {
  private SidebarMark() {}

  static void set(ToggleButton entry, ScreenName name, boolean needs) {
    FontIcon icon = Icons.of(name.icon(), IconSize.NAVIGATION);
    entry.setGraphic(needs ? marked(icon) : icon);
    entry.setAccessibleText(
        needs ? name.title() + ", " + Texts.of(SidebarMark.class).text("needsLook") : name.title());
  }

  private static Node marked(FontIcon icon) {
    FontIcon mark = Icons.of("fth-alert-circle", IconSize.INLINE);
    mark.getStyleClass().add("kp-mark");
    var line = new HBox(icon, mark);
    line.getStyleClass().add("kp-inline");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return line;
  }
}
