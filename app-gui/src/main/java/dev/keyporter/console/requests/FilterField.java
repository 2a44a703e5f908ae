package dev.keyporter.console.requests;

import dev.keyporter.console.kit.IconSize;
import dev.keyporter.console.kit.Icons;
import dev.keyporter.console.kit.Texts;
import dev.keyporter.model.traffic.FilterProblem;
import dev.keyporter.model.traffic.FilterToken;
import dev.keyporter.model.traffic.ParsedFilter;
import java.util.Collection;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.kordamp.ikonli.javafx.FontIcon;

/** The field a filter is typed into: plain text, in which what is understood looks like chips. */
public final class FilterField extends HBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final Collection<String> PLAIN = List.of();

  private final Texts texts = Texts.of(FilterField.class);
  private final FilterText area = new FilterText();
  private final Label prompt = new Label(texts.text("filter.prompt"));
  private final Label keyCap = new Label("F");
  private final Button clear = new Button();

  /** An empty field. */
  public FilterField() {
    getStyleClass().add("kp-filter");
    area.setId("filter-text");
    area.getStyleClass().add("kp-filter-text");
    area.setAccessibleText(texts.text("filter.name"));
    prompt.getStyleClass().add("kp-filter-prompt");
    prompt.setMouseTransparent(true);
    prompt.setMinWidth(0);
    keyCap.getStyleClass().add("kp-key-cap");
    keyCap.setMinWidth(Region.USE_PREF_SIZE);
    iconOnly(clear, "fth-x", texts.text("filter.clear"));
    clear.setId("filter-clear");
    clear.setOnAction(
        _ -> {
          setText("");
          focusText();
        });
    var stack = new StackPane(prompt, area);
    StackPane.setAlignment(prompt, Pos.CENTER_LEFT);
    HBox.setHgrow(stack, Priority.ALWAYS);
    FontIcon icon = Icons.of("fth-search", IconSize.STATE);
    icon.getStyleClass().add("kp-muted-icon");
    getChildren().addAll(icon, stack, keyCap, clear);
    area.textProperty().subscribe(text -> shape(text.isEmpty()));
    area.focusedProperty().subscribe(_ -> shape(text().isEmpty()));
  }

  static void iconOnly(Button button, String icon, String name) {
    button.getStyleClass().addAll("button-icon", "flat", "small");
    button.setGraphic(Icons.of(icon, IconSize.STATE));
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(name));
    button.setMinWidth(Region.USE_PREF_SIZE);
  }

  private void shape(boolean isEmpty) {
    prompt.setVisible(isEmpty);
    clear.setVisible(!isEmpty);
    clear.setManaged(!isEmpty);
    boolean isIdle = isEmpty && !area.isFocused();
    keyCap.setVisible(isIdle);
    keyCap.setManaged(isIdle);
  }

  /** Where one types. */
  FilterText area() {
    return area;
  }

  String text() {
    return area.getText();
  }

  /** Puts another text in, as if typed. */
  void setText(String text) {
    area.replaceText(text);
    area.moveTo(text.length());
  }

  void focusText() {
    area.requestFocus();
    area.moveTo(area.getLength());
  }

  /** Shows what was understood of the text that stands there, and what is wrong. */
  void mark(ParsedFilter parsed, List<FilterProblem> wrong) {
    int length = area.getLength();
    pseudoClassStateChanged(WRONG, !wrong.isEmpty());
    if (length == 0) {
      return;
    }
    var spans = new StyleSpansBuilder<Collection<String>>();
    int at = 0;
    for (FilterToken token : parsed.tokens()) {
      spans.add(PLAIN, token.start() - at);
      if (wrong.stream()
          .noneMatch(one -> one.start() >= token.start() && one.end() <= token.end())) {
        spans.add(List.of("kp-token-key"), token.valueStart() - token.start());
        String kind = token.key() == null ? "kp-token-words" : "kp-token-value";
        spans.add(List.of(kind), token.end() - token.valueStart());
      } else {
        spans.add(List.of("kp-token-wrong"), token.end() - token.start());
      }
      at = token.end();
    }
    spans.add(PLAIN, length - at);
    area.setStyleSpans(0, spans.create());
  }
}
