package dev.keyporter.console.requests;

import atlantafx.base.controls.Popover;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.requests.SavedFilters.Saved;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Keeps filters under names: to choose, to save the one that stands there, to delete. */
final class SavedFilterMenu {
  private final Texts texts = Texts.of(SavedFilterMenu.class);
  private final SavedFilters saved;
  private final Consumer<String> choose;

  /**
   * A menu of what is saved.
   *
   * @param choose puts a filter in
   */
  SavedFilterMenu(SavedFilters saved, Consumer<String> choose) {
    this.saved = saved;
    this.choose = choose;
  }

  /**
   * Opens it.
   *
   * @param text the filter that stands in the field
   */
  void show(Node owner, String text) {
    var box = new VBox();
    box.getStyleClass().addAll("kp-popover-list", "kp-saved-filters");
    Popover popover = Popovers.under(box);
    fill(box, popover, text);
    popover.show(owner);
  }

  private void fill(VBox box, Popover popover, String text) {
    var heading = new Label(texts.text("saved"));
    heading.getStyleClass().add("kp-section");
    box.getChildren().setAll(heading);
    for (Saved one : saved.all()) {
      box.getChildren().add(line(one, box, popover, text));
    }
    if (!text.isBlank()) {
      box.getChildren().add(form(text, popover));
    } else if (saved.all().isEmpty()) {
      var hint = new Label(texts.text("saved.none"));
      hint.getStyleClass().add("text-muted");
      hint.setWrapText(true);
      box.getChildren().add(hint);
    }
  }

  private HBox line(Saved one, VBox box, Popover popover, String text) {
    var words = new Label(one.text());
    words.getStyleClass().addAll("kp-mono", "text-muted");
    var pick = new Button(one.name(), words);
    pick.getStyleClass().addAll("flat", "kp-saved-filter");
    pick.setMaxWidth(Double.MAX_VALUE);
    pick.setOnAction(
        _ -> {
          popover.hide();
          choose.accept(one.text());
        });
    HBox.setHgrow(pick, Priority.ALWAYS);
    var delete = new Button();
    delete.setId("saved-delete");
    FilterField.iconOnly(delete, "fth-trash-2", texts.text("saved.delete", one.name()));
    delete.setOnAction(
        _ -> {
          saved.delete(one.name());
          fill(box, popover, text);
        });
    var line = new HBox(pick, delete);
    line.getStyleClass().add("kp-inline");
    return line;
  }

  private VBox form(String text, Popover popover) {
    var name = new TextField();
    var label = new Label(texts.text("saved.as"));
    label.getStyleClass().add("kp-secondary");
    label.setLabelFor(name);
    name.setId("saved-name");
    name.setAccessibleText(texts.text("saved.name"));
    name.setTextFormatter(
        new TextFormatter<>(
            change -> change.getControlNewText().length() > SavedFilters.MAX_NAME ? null : change));
    HBox.setHgrow(name, Priority.ALWAYS);
    var save = new Button(texts.text("saved.save"));
    save.setId("saved-save");
    save.setMinWidth(Button.USE_PREF_SIZE);
    save.disableProperty().bind(name.textProperty().map(String::isBlank));
    save.setOnAction(
        _ -> {
          saved.save(name.getText(), text);
          popover.hide();
        });
    name.setOnAction(_ -> save.fire());
    var line = new HBox(name, save);
    line.getStyleClass().add("kp-inline");
    var form = new VBox(label, line);
    form.getStyleClass().add("kp-saved-form");
    return form;
  }
}
