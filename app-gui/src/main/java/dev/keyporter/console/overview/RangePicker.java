package dev.keyporter.console.overview;

import atlantafx.base.controls.Popover;
import dev.keyporter.console.kit.Field;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.kit.Times;
import java.time.LocalDate;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Asks for a first and a last day. */
final class RangePicker {
  private final Times times;
  private final DatePicker first = new DatePicker();
  private final DatePicker last = new DatePicker();
  private final Popover popover = new Popover();

  RangePicker(Times times, Consumer<Span> chosen) {
    this.times = times;
    var texts = Texts.of(RangePicker.class);
    first.setId("range-first");
    last.setId("range-last");
    var wrong = new Label(texts.text("range.wrong"));
    wrong.getStyleClass().add("danger");
    wrong
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !isRight(), first.valueProperty(), last.valueProperty()));
    wrong.managedProperty().bind(wrong.visibleProperty());
    var show = new Button(texts.text("range.show"));
    show.setId("range-show");
    show.getStyleClass().add("accent");
    show.disableProperty().bind(wrong.visibleProperty());
    show.setOnAction(
        _ -> {
          popover.hide();
          chosen.accept(new Span.Days(first.getValue(), last.getValue()));
        });
    var fields =
        new HBox(field(texts.text("range.first"), first), field(texts.text("range.last"), last));
    fields.getStyleClass().add("ov-range-fields");
    var content = new VBox(fields, wrong, show);
    content.getStyleClass().add("ov-range");
    popover.setContentNode(content);
    popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
    popover.setHeaderAlwaysVisible(false);
    popover.setDetachable(false);
    popover.setAnimated(false);
  }

  private static Field field(String name, DatePicker picker) {
    var field = new Field();
    field.setLabel(name);
    field.setContent(picker);
    picker.setPrefWidth(150);
    return field;
  }

  private boolean isRight() {
    return first.getValue() != null
        && last.getValue() != null
        && !last.getValue().isBefore(first.getValue());
  }

  void show(Node owner) {
    LocalDate today = LocalDate.ofInstant(times.clock().instant(), times.zone());
    if (first.getValue() == null || last.getValue() == null) {
      first.setValue(today.withDayOfMonth(1));
      last.setValue(today);
    }
    popover.show(owner);
  }

  /** The days in short. */
  static String words(Span.Days days) {
    return Times.day(days.first()) + " – " + Times.day(days.last());
  }
}
