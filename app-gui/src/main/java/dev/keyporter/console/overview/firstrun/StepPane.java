package dev.keyporter.console.overview.firstrun;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import javafx.beans.DefaultProperty;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One step: to come, open, or done and shrunk to a line that says what was made. */
@DefaultProperty("body")
public final class StepPane extends HBox {
  private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
  private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

  private final Texts texts = Texts.of(StepPane.class);
  private final StackPane badge = new StackPane();
  private final Label title = new Label();
  private final Label words = new Label();
  private final Label made = new Label();
  private final Hyperlink change = new Hyperlink();
  private final VBox body = new VBox();
  private int number;

  public StepPane() {
    getStyleClass().add("first-step");
    badge.getStyleClass().add("first-badge");
    badge.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    title.getStyleClass().add("kp-section");
    title.setMinWidth(Region.USE_PREF_SIZE);
    words.getStyleClass().add("text-muted");
    words.setWrapText(true);
    words.managedProperty().bind(words.visibleProperty());
    made.getStyleClass().add("text-muted");
    change.setMinWidth(Region.USE_PREF_SIZE);
    body.getStyleClass().add("first-body");
    body.managedProperty().bind(body.visibleProperty());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var line = new HBox(title, space, made, change);
    line.getStyleClass().add("first-line");
    var column = new VBox(line, words, body);
    column.getStyleClass().add("first-column");
    HBox.setHgrow(column, Priority.ALWAYS);
    getChildren().addAll(badge, column);
    toCome();
  }

  public int getNumber() {
    return number;
  }

  public void setNumber(int newNumber) {
    number = newNumber;
    toCome();
  }

  public String getTitle() {
    return title.getText();
  }

  public void setTitle(String text) {
    title.setText(text);
  }

  public String getWords() {
    return words.getText();
  }

  public void setWords(String text) {
    words.setText(text);
  }

  /** What the link beside what was made says it does. */
  public String getChange() {
    return change.getText();
  }

  public void setChange(String text) {
    change.setText(text);
  }

  public EventHandler<ActionEvent> getOnChange() {
    return change.getOnAction();
  }

  public void setOnChange(EventHandler<ActionEvent> handler) {
    change.setOnAction(handler);
  }

  /** What is to be done in this step. */
  public ObservableList<Node> getBody() {
    return body.getChildren();
  }

  /** Not its turn yet. */
  void toCome() {
    show(false, false, "");
  }

  /** Its turn. */
  void open() {
    show(false, true, "");
  }

  /** Done; opened once more, when {@code reopened}. */
  void done(String what, boolean reopened) {
    show(true, reopened, what);
  }

  boolean isOpen() {
    return body.isVisible();
  }

  private void show(boolean done, boolean open, String what) {
    pseudoClassStateChanged(DONE, done);
    pseudoClassStateChanged(OPEN, open);
    Node mark = done ? Icons.of("fth-check", IconSize.STATE) : new Label("" + number);
    badge.getChildren().setAll(mark);
    words.setVisible(open || !done);
    body.setVisible(open);
    made.setText(what);
    change.setVisible(done && !open && !change.getText().isEmpty());
    change.setManaged(change.isVisible());
    String state = done ? "step.done" : open ? "step.open" : "step.toCome";
    title.setAccessibleText(texts.text(state, number, title.getText(), what));
  }
}
