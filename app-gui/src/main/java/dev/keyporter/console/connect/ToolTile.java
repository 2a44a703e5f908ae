package dev.keyporter.console.connect;

import dev.keyporter.console.connect.guide.Tool;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.StateLabel.Tone;
import dev.keyporter.console.kit.Texts;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A tool to be chosen: its name, how it is set up in a word, and whether it was seen. */
final class ToolTile extends Button {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final PseudoClass UNFIT = PseudoClass.getPseudoClass("unfit");

  private final Tool tool;
  private final String name;
  private final String words;
  private final StateLabel state = new StateLabel();

  ToolTile(Tool tool, Texts texts) {
    this.tool = tool;
    this.name = name(tool, texts);
    this.words = texts.text("tool." + tool.key());
    setId("tool-" + tool.key());
    getStyleClass().add("connect-tile");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    pseudoClassStateChanged(UNFIT, !tool.works());

    var icon = new StackPane(Icons.of(tool.icon(), IconSize.NAVIGATION));
    icon.getStyleClass().add("connect-tool-icon");
    var title = new Label(name);
    title.getStyleClass().add("kp-section");
    var head = new HBox(icon, title);
    head.getStyleClass().add("connect-tile-head");
    var description = new Label(words);
    description.getStyleClass().add("kp-secondary");
    description.setWrapText(true);
    var gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    state.setMinWidth(0);
    var box = new VBox(head, description, gap, state);
    box.getStyleClass().add("connect-tile-box");
    box.prefWidthProperty().bind(widthProperty().subtract(2));
    setGraphic(box);
    setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    setAccessibleText(name + ". " + words);
    state.setVisible(tool.works());
  }

  /** What a tool is called: by its own name, where it has one. */
  static String name(Tool tool, Texts texts) {
    return tool == Tool.ANY ? texts.text("name.any") : tool.title();
  }

  Tool tool() {
    return tool;
  }

  void choose(boolean chosen) {
    pseudoClassStateChanged(CHOSEN, chosen);
  }

  void state(String icon, String word, Tone tone) {
    if (tool.works()) {
      state.set(icon, word, tone);
      setAccessibleText(name + ". " + words + ". " + word);
    }
  }

  /** Whether what is typed names it. */
  boolean matches(String typed) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    return (name + " " + words).toLowerCase(Locale.ROOT).contains(wanted);
  }
}
