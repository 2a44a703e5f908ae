package dev.keyporter.console.reading;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Lines of JSON to be folded, searched, selected and copied; only those in view are drawn. */
public final class JsonView extends ListView<Integer> {
  private List<JsonLine> lines = List.of();
  private Folding folding = new Folding(lines);

  public JsonView() {
    getStyleClass().addAll("kp-json", "edge-to-edge");
    getStylesheets().add(Sheet.URL);
    setAccessibleText(Texts.of(JsonView.class).text("json.name"));
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setCellFactory(_ -> new Cell());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Shows other lines, all open. */
  public void show(JsonLines shown) {
    lines = shown.lines();
    folding = new Folding(lines);
    refill();
    scrollTo(0);
  }

  /** Folds all but the outermost members. */
  public void foldAll() {
    folding.foldFrom(1);
    refill();
  }

  public void unfoldAll() {
    folding.foldFrom(Integer.MAX_VALUE);
    refill();
  }

  /**
   * Selects the next line that has a text, in any case, and brings it into view.
   *
   * @param step 1 forwards, -1 backwards
   * @return false where no line has it
   */
  public boolean find(String text, int step) {
    String wanted = text.toLowerCase(Locale.ROOT);
    Integer selected = getSelectionModel().getSelectedItem();
    int from = selected == null ? (step > 0 ? -1 : lines.size()) : selected;
    for (int i = 1; i <= lines.size(); i++) {
      int at = Math.floorMod(from + i * step, lines.size());
      if (lines.get(at).text().toLowerCase(Locale.ROOT).contains(wanted)) {
        folding.reveal(at);
        refill();
        getSelectionModel().clearSelection();
        getSelectionModel().select((Integer) at);
        scrollTo((Integer) at);
        return true;
      }
    }
    return false;
  }

  private void refill() {
    getItems().setAll(folding.visible());
  }

  private void toggle(int line) {
    if (folding.toggle(line)) {
      refill();
      getSelectionModel().clearSelection();
      getSelectionModel().select((Integer) line);
    }
  }

  private void key(KeyEvent event) {
    Integer line = getSelectionModel().getSelectedItem();
    if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
      CopyButton.toClipboard(selectedText());
      event.consume();
    } else if (line != null && isFoldKey(event.getCode(), folding.isFolded(line))) {
      toggle(line);
      event.consume();
    }
  }

  private static boolean isFoldKey(KeyCode code, boolean isFolded) {
    return code == KeyCode.ENTER
        || (code == KeyCode.RIGHT && isFolded)
        || (code == KeyCode.LEFT && !isFolded);
  }

  /** The selected lines as they would stand in a file, folded ones whole. */
  String selectedText() {
    return getSelectionModel().getSelectedItems().stream()
        .sorted(Comparator.naturalOrder())
        .map(
            line ->
                lines
                    .subList(line, folding.isFolded(line) ? lines.get(line).end() + 1 : line + 1)
                    .stream()
                    .map(JsonLine::text)
                    .collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n"));
  }

  private final class Cell extends WrappingCell<Integer> {
    private final JsonRow row = new JsonRow(true);

    @Override
    protected void updateItem(Integer line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      row.show(shown(line), folding.isFolded(line), () -> toggle(line));
      setGraphic(row);
    }
  }

  /** A folded line ends as its last one does. */
  private JsonLine shown(int number) {
    JsonLine line = lines.get(number);
    return folding.isFolded(number) && lines.get(line.end()).hasComma()
        ? new JsonLine(
            line.depth(), line.name(), line.kind(), line.value(), true, line.end(), line.size())
        : line;
  }
}
