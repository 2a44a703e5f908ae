package dev.keyporter.console.requests;

import static dev.keyporter.console.requests.RequestWords.or;
import static dev.keyporter.console.requests.RequestWords.tokens;

import dev.keyporter.console.kit.Figures;
import dev.keyporter.console.kit.Times;
import dev.keyporter.model.cost.TokenUsage;
import dev.keyporter.model.traffic.RequestSummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The table's columns and what stands in them. */
final class RequestTable {
  private static final double STANDARD_TEXT = 13;
  private static final double SCROLL_BAR = 14;

  /** In units of the text size, as the columns' widths. */
  private static final double ROOM_FOR_NAMES = 15;

  private static final double MOST_MORE = 10;

  private final TableView<RequestRow> table;
  private final Columns columns;
  private final Times times;
  private final Names names;
  private final DurationScale scale = new DurationScale();
  private final LongProperty ticks = new SimpleLongProperty();
  private final Map<RequestColumn, TableColumn<RequestRow, RequestSummary>> columnOf =
      new EnumMap<>(RequestColumn.class);
  private double textSize = STANDARD_TEXT;
  private boolean isFitting;

  RequestTable(TableView<RequestRow> table, Columns columns, Times times, Names names) {
    this.table = table;
    this.columns = columns;
    this.times = times;
    this.names = names;
    for (RequestColumn column : columns.order()) {
      table.getColumns().add(column(column));
    }
    table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
    table.widthProperty().subscribe(_ -> fit());
    table
        .getColumns()
        .addListener((ListChangeListener<TableColumn<RequestRow, ?>>) _ -> keepOrder());
  }

  /** What a full bar stands for. */
  DurationScale scale() {
    return scale;
  }

  /** Lets running times go on. */
  void tick(long now) {
    ticks.set(now);
  }

  private TableColumn<RequestRow, RequestSummary> column(RequestColumn name) {
    var column = new TableColumn<RequestRow, RequestSummary>(name.isSilent() ? "" : name.title());
    column.setId(name.key());
    column.setSortable(false);
    column.setResizable(name != RequestColumn.STATE && name != RequestColumn.USER);
    column.setMinWidth(name == RequestColumn.STATE ? 28 : 32);
    column.setCellValueFactory(cell -> cell.getValue().requestProperty());
    Supplier<TableCell<RequestRow, RequestSummary>> cell = cell(name);
    column.setCellFactory(_ -> cell.get());
    if (name.isFigures()) {
      column.getStyleClass().add("kp-figures");
    }
    column.getStyleClass().add("kp-column-" + name.key());
    column.widthProperty().addListener((_, _, width) -> resized(name, width.doubleValue()));
    columnOf.put(name, column);
    return column;
  }

  private Supplier<TableCell<RequestRow, RequestSummary>> cell(RequestColumn name) {
    return switch (name) {
      case STATE -> StateCell::new;
      case TIME -> () -> new TimeCell(times);
      case MODEL -> text(RequestWords::model);
      case USER -> text(request -> or(request.userName()));
      case ORGANIZATION -> text(request -> names.organization(request.organizationId()));
      case KEY -> text(request -> names.key(request.keyId()));
      case ROUTE -> text(RequestSummary::route);
      case PATH ->
          () ->
              new TextCell(
                  OverrunStyle.CENTER_ELLIPSIS,
                  request -> request.target() == null ? Figures.NONE : request.target().path());
      case SESSION ->
          () -> new TextCell(OverrunStyle.CENTER_ELLIPSIS, request -> or(request.sessionId()));
      case HTTP -> text(request -> or(request.httpStatus()));
      case RESULT -> ResultCell::new;
      case INPUT -> text(request -> tokens(request, TokenUsage::input));
      case OUTPUT -> text(request -> tokens(request, TokenUsage::output));
      case COST -> CostCell::new;
      case FIRST -> text(request -> Figures.duration(request.timeToFirstByte()));
      case DURATION -> () -> new DurationCell(times.clock(), ticks);
      case BAR -> () -> new BarCell(scale);
      case RATING -> RatingCell::new;
    };
  }

  private static Supplier<TableCell<RequestRow, RequestSummary>> text(
      Function<RequestSummary, String> text) {
    return () -> new TextCell(OverrunStyle.ELLIPSIS, text);
  }

  /** Follows the user's text size. */
  void setTextSize(double size) {
    textSize = size;
    table.setFixedCellSize(Math.rint(28 * size / STANDARD_TEXT));
    fit();
  }

  /**
   * Shows the columns that are chosen and fit, and gives what is left to the user's name and to
   * reasons.
   */
  void fit() {
    double width = table.getWidth();
    if (width <= 0) {
      return;
    }
    isFitting = true;
    Set<RequestColumn> shown = columns.shownIn((width - SCROLL_BAR) / textSize);
    double left = width - SCROLL_BAR;
    for (RequestColumn name : RequestColumn.values()) {
      TableColumn<RequestRow, RequestSummary> column = columnOf(name);
      column.setVisible(shown.contains(name));
      if (name != RequestColumn.USER) {
        column.setPrefWidth(Math.floor(columns.width(name) * textSize));
        left -= column.isVisible() ? column.getPrefWidth() : 0;
      }
    }
    left -= widenResult(left);
    double least = RequestColumn.USER.width() * textSize;
    columnOf(RequestColumn.USER).setPrefWidth(Math.max(Math.floor(least), Math.floor(left)));
    isFitting = false;
  }

  /**
   * Lets reasons be read to their end where the user's names have room as well.
   *
   * @return how much of what is left it took
   */
  private double widenResult(double left) {
    TableColumn<RequestRow, RequestSummary> result = columnOf(RequestColumn.RESULT);
    if (!result.isVisible() || columns.isWidthSet(RequestColumn.RESULT)) {
      return 0;
    }
    double spare = Math.floor(left - ROOM_FOR_NAMES * textSize);
    double more = Math.clamp(spare, 0, Math.floor(MOST_MORE * textSize));
    result.setPrefWidth(result.getPrefWidth() + more);
    return more;
  }

  private void resized(RequestColumn name, double width) {
    if (!isFitting && name != RequestColumn.USER) {
      columns.setWidth(name, width / textSize);
      fit();
    }
  }

  private void keepOrder() {
    List<RequestColumn> order = new ArrayList<>();
    for (TableColumn<RequestRow, ?> column : table.getColumns()) {
      columnOf.forEach(
          (name, one) -> {
            if (one.equals(column)) {
              order.add(name);
            }
          });
    }
    if (order.size() == RequestColumn.values().length) {
      columns.setOrder(order);
    }
  }

  /** Puts the columns as they are before someone changes them. */
  void reset() {
    columns.reset();
    var all = new ArrayList<TableColumn<RequestRow, ?>>();
    columns.order().forEach(name -> all.add(columnOf(name)));
    table.getColumns().setAll(all);
    columns.reset();
    fit();
  }

  private TableColumn<RequestRow, RequestSummary> columnOf(RequestColumn name) {
    return Objects.requireNonNull(columnOf.get(name));
  }
}
