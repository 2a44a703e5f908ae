package dev.keyporter.console.shell;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.nav.ScreenName;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sidebar entry with a mark at its right edge: something behind it needs a look. */
final class SidebarMark extends StackPane {
  private final ToggleButton entry;
  private final ScreenName name;
  private final FontIcon mark = Icons.of("fth-alert-circle", IconSize.STATE);

  SidebarMark(ToggleButton entry, ScreenName name) {
    super(entry);
    this.entry = entry;
    this.name = name;
    mark.setId("nav-" + name.name().toLowerCase(Locale.ROOT) + "-mark");
    mark.getStyleClass().add("kp-mark");
    mark.setMouseTransparent(true);
    mark.setVisible(false);
    setAlignment(mark, Pos.CENTER_RIGHT);
    getChildren().add(mark);
  }

  void set(boolean needs) {
    mark.setVisible(needs);
    entry.setAccessibleText(
        needs ? name.title() + ", " + Texts.of(SidebarMark.class).text("needsLook") : name.title());
  }
}
