package dev.keyporter.console.listing;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The form for a new thing, beside its list. */
public final class FormPane extends VBox {
  private final Form form;
  private final Button close = new Button();
  private final Node first;

  /**
   * @param first gets the keyboard when the form appears
   */
  public FormPane(String title, Form form, Node first) {
    this.form = form;
    this.first = first;
    getStyleClass().add("kp-side");
    getStylesheets().add(Form.styles());
    setId("form");
    var heading = new Label(title);
    heading.getStyleClass().add("kp-detail-title");
    String name = Texts.of(FormPane.class).text("close");
    close.setGraphic(Icons.of("fth-x", IconSize.STATE));
    close.getStyleClass().addAll("button-icon", "flat");
    close.setAccessibleText(name);
    close.setTooltip(new Tooltip(name));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var line = new HBox(heading, space, close);
    line.getStyleClass().add("kp-side-line");
    var head = new VBox(line);
    head.getStyleClass().add("kp-side-head");
    var content = new VBox(form.fields());
    content.getStyleClass().add("kp-side-content");
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var foot = new HBox(form.buttons());
    foot.getStyleClass().add("kp-detail-foot");
    foot.setMinHeight(USE_PREF_SIZE);
    head.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(head, scroll, foot);
  }

  void onClose(Runnable action) {
    close.setOnAction(_ -> action.run());
    form.onCancel(action);
  }

  void focusFirst() {
    // The scroll pane takes its content in with its looks; what is in no window gets no keyboard.
    applyCss();
    first.requestFocus();
  }
}
