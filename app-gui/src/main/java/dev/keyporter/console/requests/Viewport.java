package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.RequestId;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** What of the table is in view, and whether the pointer is on it. */
final class Viewport {
  private static final int NEAR = 60;

  /** What is told of changes. */
  interface Watcher {
    /** The table was scrolled, or its rows have changed. */
    void moved(boolean isAtTop, boolean isNearEnd);

    /** The pointer came to the rows, or left them. */
    void pointed(boolean isAtRow);
  }

  private final TableView<RequestRow> table;
  private final Watcher watcher;
  private @Nullable VirtualFlow<?> flow;

  Viewport(TableView<RequestRow> table, Watcher watcher) {
    this.table = table;
    this.watcher = watcher;
    table.skinProperty().subscribe(_ -> attach());
    table.addEventFilter(MouseEvent.MOUSE_MOVED, this::pointerMoved);
    table.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> watcher.pointed(false));
  }

  private void attach() {
    if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> found && !found.equals(flow)) {
      flow = found;
      found.positionProperty().addListener((_, _, _) -> moved());
      found.heightProperty().addListener((_, _, _) -> moved());
      found.cellCountProperty().addListener((_, _, _) -> moved());
    }
  }

  /** Says what is in view; to be called now and then, since cells are laid out after a scroll. */
  void moved() {
    int rows = table.getItems().size();
    watcher.moved(isAtTop(), last() + NEAR >= rows);
  }

  boolean isAtTop() {
    return flow == null || flow.getPosition() <= 0 || !isScrollable();
  }

  private boolean isScrollable() {
    return table.getItems().size() * table.getFixedCellSize()
        > (flow == null ? 0 : flow.getHeight());
  }

  /** Goes to the first row. */
  void toTop() {
    table.scrollTo(0);
  }

  private int first() {
    IndexedCell<?> cell = flow == null ? null : flow.getFirstVisibleCell();
    return cell == null ? 0 : cell.getIndex();
  }

  private int last() {
    IndexedCell<?> cell = flow == null ? null : flow.getLastVisibleCell();
    return cell == null ? 0 : cell.getIndex();
  }

  /** The requests in view. */
  List<RequestId> ids() {
    List<RequestRow> rows = table.getItems();
    int from = Math.clamp(first(), 0, rows.size());
    int to = Math.clamp(last() + 1, from, rows.size());
    return rows.subList(from, to).stream().map(RequestRow::id).toList();
  }

  /** Whether a row must be scrolled to. */
  boolean isInView(int index) {
    return index >= first() && index <= last();
  }

  private void pointerMoved(MouseEvent event) {
    watcher.pointed(isRow(event.getPickResult().getIntersectedNode()));
  }

  private static boolean isRow(@Nullable Node node) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (up instanceof TableRow<?> row) {
        return !row.isEmpty();
      }
    }
    return false;
  }
}
