package dev.keyporter.console.listing;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.StateLabel;
import dev.keyporter.console.kit.Texts;
import java.util.List;
import javafx.beans.DefaultProperty;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One thing beside its list: head and foot stay, the sections between them scroll. */
@DefaultProperty("sections")
public final class DetailPane extends VBox {
  private final Texts texts = Texts.of(DetailPane.class);
  private final Label title = new Label();
  private final StateLabel state = new StateLabel();
  private final Label id = new Label();
  private final CopyButton copyId = new CopyButton();
  private final MenuButton more = new MenuButton();
  private final Button close = new Button();
  private final VBox sections = new VBox();
  private final ScrollPane scroll = new ScrollPane(sections);
  private final HBox foot = new HBox();

  public DetailPane() {
    getStyleClass().add("kp-side");
    setId("detail");
    title.setId("detail-title");
    title.getStyleClass().add("kp-detail-title");
    state.asBadge();
    id.getStyleClass().addAll("kp-mono", "text-muted");
    id.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    copyId.setWhat(texts.text("copy.id"));
    more.setId("detail-more");
    more.setGraphic(Icons.of("fth-more-horizontal", IconSize.STATE));
    more.getStyleClass().addAll("button-icon", "flat", "no-arrow");
    name(more, "more");
    close.setId("detail-close");
    close.setGraphic(Icons.of("fth-x", IconSize.STATE));
    close.getStyleClass().addAll("button-icon", "flat");
    close.setAccessibleText(texts.text("close"));
    close.setTooltip(new Tooltip(texts.text("close")));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var line = new HBox(title, state, space, more, close);
    line.getStyleClass().add("kp-side-line");
    var idLine = new HBox(id, copyId);
    idLine.getStyleClass().add("kp-inline");
    var head = new VBox(line, idLine);
    head.getStyleClass().add("kp-side-head");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    foot.getStyleClass().add("kp-detail-foot");
    foot.setMinHeight(USE_PREF_SIZE);
    head.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(head, scroll, foot);
  }

  private void name(MenuButton button, String text) {
    button.setAccessibleText(texts.text(text));
    button.setTooltip(new Tooltip(texts.text(text)));
  }

  /** What scrolls. */
  public ObservableList<Node> getSections() {
    return sections.getChildren();
  }

  /** What can be done with it, always in sight. */
  public ObservableList<Node> getFoot() {
    return foot.getChildren();
  }

  /** The state beside the title. */
  public StateLabel state() {
    return state;
  }

  /** Shows who it is, and where it is another one than before, its beginning. */
  public void head(String name, String idText, List<MenuItem> actions) {
    if (!idText.equals(id.getText())) {
      scroll.setVvalue(0);
    }
    title.setText(name);
    title.setTooltip(new Tooltip(name));
    id.setText(idText);
    copyId.setContent(idText);
    more.getItems().setAll(actions);
  }

  /** What the button in the corner does. */
  void onClose(Runnable action) {
    close.setOnAction(_ -> action.run());
  }

  /** Gives the keyboard to the first of the actions. */
  void focusFirst() {
    more.requestFocus();
  }
}
