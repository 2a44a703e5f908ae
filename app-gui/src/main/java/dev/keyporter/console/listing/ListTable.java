package dev.keyporter.console.listing;

import dev.keyporter.console.kit.CopyButton;
import dev.keyporter.console.kit.RowFocus;
import dev.keyporter.console.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The lines as a table: found, sorted, one of them selected. What is selected stays so. */
final class ListTable<K, T> {
  private static final double ROW = 40;
  private static final double STANDARD_TEXT = 13;

  /** Room for the scroll bar. */
  private static final double BAR = 14;

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final Workspace workspace;
  private final Listing<K, T> listing;
  private final TableView<T> table;
  private final ObservableList<T> all = FXCollections.observableArrayList();
  private final FilteredList<T> found = new FilteredList<>(all);
  private final List<ListColumn<T>> columns;
  private Consumer<@Nullable T> chosen = _ -> {};
  private Runnable opened = () -> {};
  private boolean restoring;

  /** Whether JavaFX is in the middle of a selection, and fails where it is changed at once. */
  private boolean selecting;

  ListTable(Workspace workspace, Listing<K, T> listing, TableView<T> table) {
    this.workspace = workspace;
    this.listing = listing;
    this.table = table;
    this.columns = listing.columns();
    columns.forEach(column -> table.getColumns().add(column(column)));
    table.getColumns().getFirst().getStyleClass().add("kp-list-first");
    var sorted = new SortedList<>(found);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    RowFocus.install(table);
    table.setRowFactory(_ -> row());
    table.getSelectionModel().selectedItemProperty().addListener((_, _, line) -> select(line));
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    table.widthProperty().subscribe(this::fit);
    workspace.theme().textSizeProperty().subscribe(this::fit);
    restoreOrder();
  }

  private TableColumn<T, T> column(ListColumn<T> wanted) {
    var column = new TableColumn<T, T>(wanted.title());
    column.setId(wanted.id());
    column.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue()));
    column.setCellFactory(_ -> new ListCell<>(wanted));
    column.setComparator(wanted.order());
    column.setResizable(false);
    column.setReorderable(false);
    if (wanted.kind() == ListColumn.Kind.FIGURES) {
      column.getStyleClass().add("kp-figures-head");
    }
    return column;
  }

  private TableRow<T> row() {
    var row = new TableRow<T>();
    row.setOnContextMenuRequested(
        event -> {
          T line = row.getItem();
          if (line != null) {
            var menu = new ContextMenu();
            menu.getItems().setAll(listing.actions(line));
            menu.show(row, event.getScreenX(), event.getScreenY());
          }
        });
    return row;
  }

  private void pressed(KeyEvent event) {
    T line = table.getSelectionModel().getSelectedItem();
    if (line == null) {
      return;
    }
    if (COPY.match(event)) {
      CopyButton.toClipboard(listing.id(line).toString());
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      opened.run();
      event.consume();
    }
  }

  /** Calls back when another line is selected by a person; with null when none is. */
  void onChosen(Consumer<@Nullable T> action) {
    chosen = action;
  }

  /** Calls back when the selected line is to be worked with. */
  void onOpened(Runnable action) {
    opened = action;
  }

  private void select(@Nullable T line) {
    if (!restoring) {
      selecting = true;
      try {
        chosen.accept(line);
      } finally {
        selecting = false;
      }
    }
  }

  /** Puts other lines in; the same thing stays selected. */
  void show(List<T> lines) {
    if (lines.equals(all)) {
      table.refresh();
      return;
    }
    T selected = table.getSelectionModel().getSelectedItem();
    restoring = true;
    all.setAll(lines);
    choose(selected == null ? null : listing.id(selected));
  }

  void filter(Predicate<T> predicate) {
    T selected = table.getSelectionModel().getSelectedItem();
    restoring = true;
    found.setPredicate(predicate);
    choose(selected == null ? null : listing.id(selected));
  }

  /** Selects without calling back; null selects none. */
  void choose(@Nullable K id) {
    if (selecting) {
      Platform.runLater(() -> choose(id));
      return;
    }
    restoring = true;
    table.getSelectionModel().clearSelection();
    for (T line : table.getItems()) {
      if (Objects.equals(listing.id(line), id)) {
        table.getSelectionModel().select(line);
        break;
      }
    }
    restoring = false;
  }

  /** Brings the selected line into sight. */
  void reveal() {
    int index = table.getSelectionModel().getSelectedIndex();
    if (index >= 0) {
      table.scrollTo(Math.max(0, index - 3));
    }
  }

  /** The line of that id, found or not. */
  @Nullable T line(K id) {
    return all.stream().filter(line -> listing.id(line).equals(id)).findFirst().orElse(null);
  }

  boolean hasLines() {
    return !all.isEmpty();
  }

  boolean hasFound() {
    return !found.isEmpty();
  }

  long needingLook() {
    return all.stream().filter(listing::needsLook).count();
  }

  private void fit() {
    double scale = workspace.theme().textSizeProperty().get() / STANDARD_TEXT;
    table.setFixedCellSize((double) Math.round(ROW * scale));
    if (table.getWidth() > 0) {
      List<Double> widths = ColumnFit.of(columns, table.getWidth() - BAR, scale).widths();
      for (int i = 0; i < widths.size(); i++) {
        TableColumn<T, ?> column = table.getColumns().get(i);
        double width = widths.get(i);
        column.setVisible(width > 0);
        if (width > 0) {
          column.setMinWidth(width);
          column.setMaxWidth(width);
          column.setPrefWidth(width);
        }
      }
    }
  }

  private void restoreOrder() {
    String name = "list." + listing.screen().name().toLowerCase(java.util.Locale.ROOT) + ".order";
    String[] order = workspace.preferences().text(name).orElse("").split(" ", -1);
    for (TableColumn<T, ?> column : table.getColumns()) {
      if (Objects.equals(column.getId(), order[0])) {
        column.setSortType(
            order.length > 1 ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
        table.getSortOrder().setAll(List.of(column));
      }
    }
    table.setOnSort(
        _ -> {
          if (table.getSortOrder().isEmpty()) {
            workspace.preferences().remove(name);
          } else {
            TableColumn<T, ?> first = table.getSortOrder().getFirst();
            workspace
                .preferences()
                .set(
                    name,
                    first.getId()
                        + (first.getSortType() == TableColumn.SortType.DESCENDING ? " down" : ""));
          }
        });
  }
}
