package dev.keyporter.console.requests;

import dev.keyporter.console.kit.Texts;
import dev.keyporter.console.requests.Completions.Suggestion;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The list of suggestions below the filter field; the keyboard stays in the field. */
final class CompletionList {
  private static final int LINES = 9;
  private static final double LINE = 26;

  private final ListView<Suggestion> list = new ListView<>();

  /**
   * A list that is not shown yet.
   *
   * @param chosen gets the suggestion that was clicked
   */
  CompletionList(Consumer<Suggestion> chosen) {
    list.setId("filter-completions");
    list.getStyleClass().add("kp-completions");
    list.setAccessibleText(Texts.of(CompletionList.class).text("completions"));
    list.setFocusTraversable(false);
    list.setFixedCellSize(LINE);
    list.setManaged(false);
    list.setVisible(false);
    list.setCellFactory(_ -> new Line());
    list.setOnMouseClicked(_ -> selected(chosen));
  }

  private void selected(Consumer<Suggestion> chosen) {
    Suggestion suggestion = list.getSelectionModel().getSelectedItem();
    if (suggestion != null) {
      chosen.accept(suggestion);
    }
  }

  /** To be put over the screen. */
  ListView<Suggestion> view() {
    return list;
  }

  boolean isOpen() {
    return list.isVisible();
  }

  /** Shows suggestions, the first of them selected. */
  void open(List<Suggestion> suggestions, double x, double y) {
    list.getItems().setAll(suggestions);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
    list.setVisible(true);
    boolean hasHints = suggestions.stream().anyMatch(one -> !one.hint().isEmpty());
    double height = LINE * Math.clamp(suggestions.size(), 1, LINES) + 10;
    list.resizeRelocate(x, y, hasHints ? 420 : 300, height);
  }

  void close() {
    list.setVisible(false);
  }

  /** Selects the next or the previous one. */
  void move(int step) {
    int size = list.getItems().size();
    int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + step, size);
    list.getSelectionModel().select(next);
    list.scrollTo(Math.max(0, next - LINES / 2));
  }

  Suggestion selected() {
    return Objects.requireNonNull(list.getSelectionModel().getSelectedItem());
  }

  /** What is typed, and what it asks for. */
  private static final class Line extends ListCell<Suggestion> {
    private final Label text = new Label();
    private final Label hint = new Label();
    private final HBox line = new HBox(text, hint);

    Line() {
      getStyleClass().add("kp-completion");
      text.getStyleClass().add("kp-mono");
      text.setMinWidth(USE_PREF_SIZE);
      hint.getStyleClass().add("kp-secondary");
      line.getStyleClass().add("kp-completion-line");
    }

    @Override
    protected void updateItem(@Nullable Suggestion suggestion, boolean empty) {
      super.updateItem(suggestion, empty);
      if (empty || suggestion == null) {
        setGraphic(null);
        return;
      }
      text.setText(suggestion.text());
      hint.setText(suggestion.hint());
      setGraphic(line);
    }
  }
}
