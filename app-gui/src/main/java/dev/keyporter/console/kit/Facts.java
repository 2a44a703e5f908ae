package dev.keyporter.console.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Names and values in two columns, as on top of a detail pane. */
public final class Facts extends GridPane {
  public Facts() {
    getStyleClass().add("kp-facts");
    var names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    var values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(names, values);
  }

  /** Adds a line. */
  public Facts add(String name, String value) {
    var label = new Label(value);
    label.setWrapText(true);
    return add(name, label);
  }

  /** Adds a line whose value is an id, a URL or code, with a button to copy it. */
  public Facts addCopied(String name, String value, String copyName) {
    var label = new Label(value);
    label.getStyleClass().add("kp-mono");
    label.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
    var line = new HBox(label, new CopyButton(copyName, value));
    line.getStyleClass().add("kp-inline");
    return add(name, line);
  }

  /** Adds a line. */
  public Facts add(String name, Node value) {
    var label = new Label(name);
    label.getStyleClass().add("text-muted");
    label.setLabelFor(value);
    addRow(getRowCount(), label, value);
    return this;
  }

  /** Takes all lines away. */
  public void clear() {
    getChildren().clear();
  }
}
