package dev.keyporter.console.inspector;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.reading.JsonRow;
import dev.keyporter.console.reading.WrappingCell;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Draws a line of the list of events. */
final class StreamCell extends WrappingCell<StreamRow> {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
  private static final PseudoClass INSIDE = PseudoClass.getPseudoClass("inside");
  private static final int LONGEST_WORDS = 4_000;

  private final Texts texts;
  private final Consumer<EventGroup> takeApart;

  StreamCell(Texts texts, Consumer<EventGroup> toggle, Consumer<EventGroup> takeApart) {
    this.texts = texts;
    this.takeApart = takeApart;
    getStyleClass().add("kp-stream-cell");
    setOnMouseClicked(
        _ -> {
          if (getItem() instanceof StreamRow.Event(EventGroup group, boolean _)) {
            toggle.accept(group);
          }
        });
  }

  @Override
  protected void updateItem(@Nullable StreamRow row, boolean empty) {
    super.updateItem(row, empty);
    pseudoClassStateChanged(
        ERROR, row instanceof StreamRow.Event event && event.group().first().isError());
    pseudoClassStateChanged(INSIDE, row != null && !(row instanceof StreamRow.Event));
    setGraphic(empty || row == null ? null : node(row));
  }

  private Node node(StreamRow row) {
    return switch (row) {
      case StreamRow.Event(EventGroup group, boolean isOpen) -> event(group, isOpen);
      case StreamRow.Words(EventGroup group) -> words(group);
      case StreamRow.Data(var line) -> {
        var inside = new HBox(JsonRow.of(line));
        HBox.setHgrow(inside.getChildren().getFirst(), javafx.scene.layout.Priority.ALWAYS);
        inside.getStyleClass().add("kp-stream-inside");
        yield inside;
      }
    };
  }

  private Node event(EventGroup group, boolean isOpen) {
    StreamEvent first = group.first();
    var arrow = new Label();
    arrow.setGraphic(Icons.of(isOpen ? "fth-chevron-down" : "fth-chevron-right", IconSize.INLINE));
    arrow.getStyleClass().addAll("text-muted", "kp-stream-arrow");
    String number = String.valueOf(first.number());
    Label numbers =
        figure(group.isRun() ? number + "–" + group.events().getLast().number() : number, true);
    numbers.getStyleClass().add("kp-stream-number");
    Label time = figure(time(first.time()), false);
    time.getStyleClass().add("kp-stream-time");
    Label name = figure(first.name(), false);
    name.setMinWidth(Region.USE_PREF_SIZE);
    var line = new HBox(arrow, numbers, time, name);
    line.getStyleClass().add("kp-stream-line");
    if (group.isRun()) {
      Label times = muted(texts.text("stream.times", group.events().size()));
      times.setMinWidth(Region.USE_PREF_SIZE);
      line.getChildren().addAll(times, fill());
      group.span().ifPresent(span -> line.getChildren().add(muted(Figures.duration(span))));
    } else {
      Label gist = muted(first.gist());
      gist.setMinWidth(0);
      line.getChildren().add(gist);
    }
    if (first.isError()) {
      line.getChildren().stream()
          .skip(2)
          .forEach(node -> node.getStyleClass().setAll("label", "danger", "kp-mono"));
      time.getStyleClass().add("kp-stream-time");
    }
    setAccessibleText(number + " " + time.getText() + " " + first.name() + " " + first.gist());
    return line;
  }

  private static String time(@Nullable Duration time) {
    return time == null ? Figures.NONE : "+" + Figures.count(time.toMillis());
  }

  private Node words(EventGroup group) {
    String text = group.text();
    boolean isCut = text.length() > LONGEST_WORDS;
    var words = new Label(isCut ? text.substring(0, LONGEST_WORDS) + "…" : text);
    words.setWrapText(true);
    words.getStyleClass().add("text-muted");
    var each = new Hyperlink(texts.text("stream.each"));
    each.setOnAction(_ -> takeApart.accept(group));
    var foot = new HBox(each);
    foot.getStyleClass().add("kp-inline");
    group
        .perSecond()
        .ifPresent(rate -> foot.getChildren().add(muted(texts.text("stream.pace", rate))));
    var box = new VBox(words, foot);
    box.getStyleClass().addAll("kp-stream-inside", "kp-stream-words");
    return box;
  }

  private static Label figure(String text, boolean isMuted) {
    var label = new Label(text);
    label.getStyleClass().add("kp-mono");
    if (isMuted) {
      label.getStyleClass().add("text-muted");
    }
    return label;
  }

  private static Label muted(String text) {
    var label = new Label(text);
    label.getStyleClass().add("kp-secondary");
    return label;
  }

  private static Region fill() {
    var fill = new Region();
    HBox.setHgrow(fill, javafx.scene.layout.Priority.ALWAYS);
    return fill;
  }
}
