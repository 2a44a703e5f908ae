package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.requests.RequestColumn.Presence;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Chooses which columns are shown. */
final class ColumnChooser {
  private final Texts texts = Texts.of(ColumnChooser.class);
  private final Columns columns;
  private final RequestTable table;

  ColumnChooser(Columns columns, RequestTable table) {
    this.columns = columns;
    this.table = table;
  }

  void show(Node owner) {
    var heading = new Label(texts.text("columns"));
    heading.getStyleClass().add("kp-section");
    var box = new VBox(heading);
    box.getStyleClass().add("kp-popover-list");
    for (RequestColumn column : RequestColumn.values()) {
      if (column.presence() != Presence.ALWAYS) {
        box.getChildren().add(choice(column));
      }
    }
    var popover = Popovers.under(box);
    var reset = new Button(texts.text("columns.reset"));
    reset.getStyleClass().addAll("flat", "small");
    reset.setOnAction(
        _ -> {
          table.reset();
          popover.hide();
        });
    box.getChildren().add(reset);
    popover.show(owner);
  }

  private CheckBox choice(RequestColumn column) {
    var box = new CheckBox(column.title());
    box.setId("column-" + column.key());
    box.setSelected(columns.isChosen(column));
    box.selectedProperty()
        .addListener(
            (_, _, shown) -> {
              columns.choose(column, shown);
              table.fit();
            });
    return box;
  }
}
