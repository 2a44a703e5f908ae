package dev.keyporter.console.requests;

import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestPage;
import dev.keyporter.model.traffic.RequestSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the table, newest first, and those that wait to be among them. New ones enter only
 * while that moves nothing under somebody's eyes or cursor: while the list stands at its top, is
 * not paused and the pointer is on no row. Else they wait and are counted.
 */
final class LiveRows {
  /** As many wait at most; where there are more, the list has to be read anew. */
  static final int MOST_WAITING = 1000;

  /** What a list that runs all day keeps; more is read again when scrolled to. */
  static final int MOST_KEPT = 2000;

  private final ObservableList<RequestRow> rows = FXCollections.observableArrayList();
  private final Map<RequestId, RequestRow> rowOf = new HashMap<>();
  private final NavigableMap<RequestId, RequestSummary> waiting =
      new TreeMap<>(Comparator.reverseOrder());
  private final ReadOnlyIntegerWrapper waitingCount = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Instant> pausedAt = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RequestId> next = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Hold> hold = new ReadOnlyObjectWrapper<>(Hold.NONE);
  private boolean isAtTop = true;
  private boolean isPointedAt;
  private boolean hasMissed;

  /** What keeps new rows from entering, besides a pause. */
  enum Hold {
    NONE,
    /** The pointer is on a row, or its menu is open. */
    POINTED_AT,
    /** The list stands further down. */
    SCROLLED
  }

  /** For the table; to be changed by this class alone. */
  ObservableList<RequestRow> rows() {
    return rows;
  }

  /** How many new ones there are that have not entered. */
  ReadOnlyIntegerProperty waitingCount() {
    return waitingCount.getReadOnlyProperty();
  }

  /** Since when the list stands still; null while it does not. */
  ReadOnlyObjectProperty<@Nullable Instant> pausedAt() {
    return pausedAt.getReadOnlyProperty();
  }

  boolean isPaused() {
    return pausedAt.get() != null;
  }

  /** Where the record goes on below the last row; null where all is here. */
  ReadOnlyObjectProperty<@Nullable RequestId> next() {
    return next.getReadOnlyProperty();
  }

  /** Whether more came than can wait. */
  boolean hasMissed() {
    return hasMissed;
  }

  /** Whether new rows may enter now. */
  boolean isMoving() {
    return !isPaused() && isAtTop && !isPointedAt;
  }

  /** What keeps new rows from entering where the list is not paused. */
  ReadOnlyObjectProperty<Hold> hold() {
    return hold.getReadOnlyProperty();
  }

  private void held() {
    hold.set(!isAtTop ? Hold.SCROLLED : isPointedAt ? Hold.POINTED_AT : Hold.NONE);
  }

  /** Shows the newest page of a filter, in place of everything. */
  void show(RequestPage page) {
    waiting.clear();
    hasMissed = false;
    Map<RequestId, RequestRow> before = new HashMap<>(rowOf);
    rowOf.clear();
    var shown = new ArrayList<RequestRow>(page.rows().size());
    for (RequestSummary request : page.rows()) {
      RequestRow row = before.getOrDefault(request.id(), new RequestRow(request));
      row.update(request);
      rowOf.put(request.id(), row);
      shown.add(row);
    }
    rows.setAll(shown);
    next.set(page.next());
    count();
  }

  /** Adds the page below the last row. */
  void append(RequestPage page) {
    var more = new ArrayList<RequestRow>(page.rows().size());
    for (RequestSummary request : page.rows()) {
      if (!rowOf.containsKey(request.id())) {
        more.add(newRow(request));
      }
    }
    rows.addAll(more);
    next.set(page.next());
  }

  /** Takes in what has come since, newest first. */
  void arrive(List<RequestSummary> arrived) {
    for (RequestSummary request : arrived) {
      if (!change(request) && !isBelow(request.id())) {
        waiting.put(request.id(), request);
      }
    }
    if (waiting.size() > MOST_WAITING) {
      miss();
    }
    enterIfMoving();
    count();
  }

  /** Takes over what has changed. */
  void update(Collection<RequestSummary> changed) {
    changed.forEach(this::change);
  }

  private boolean change(RequestSummary request) {
    RequestRow row = rowOf.get(request.id());
    if (row != null) {
      row.update(request);
      return true;
    }
    return waiting.computeIfPresent(request.id(), (_, _) -> request) != null;
  }

  /** Whether it will be read when the list is scrolled that far. */
  private boolean isBelow(RequestId id) {
    RequestId end = next.get();
    return end != null && id.compareTo(end) < 0;
  }

  /** More came than was followed: the list has to be read anew. */
  void miss() {
    hasMissed = true;
    while (waiting.size() > MOST_WAITING) {
      waiting.pollLastEntry();
    }
    count();
  }

  /** Says whether the list stands at its top. */
  void setAtTop(boolean atTop) {
    isAtTop = atTop;
    held();
    enterIfMoving();
    count();
  }

  /** Says whether the pointer is on a row. */
  void setPointedAt(boolean pointedAt) {
    isPointedAt = pointedAt;
    held();
    enterIfMoving();
    count();
  }

  /** Lets the list stand still. */
  void pause(Instant now) {
    if (!isPaused()) {
      pausedAt.set(now);
    }
  }

  /** Ends the pause. What waits enters with {@link #enter}. */
  void resume() {
    pausedAt.set(null);
  }

  /** Lets in what waits, wherever the list stands. */
  void enter() {
    if (waiting.isEmpty()) {
      return;
    }
    List<RequestSummary> entering = new ArrayList<>(waiting.values());
    waiting.clear();
    RequestId newest = rows.isEmpty() ? null : rows.getFirst().id();
    var above = new ArrayList<RequestRow>();
    for (RequestSummary request : entering) {
      RequestRow row = newRow(request);
      if (newest == null || request.id().compareTo(newest) > 0) {
        above.add(row);
      } else {
        rows.add(placeOf(request.id()), row);
      }
    }
    rows.addAll(0, above);
    trim();
    count();
  }

  private void enterIfMoving() {
    if (isMoving() && !hasMissed) {
      enter();
    }
  }

  private RequestRow newRow(RequestSummary request) {
    var row = new RequestRow(request);
    rowOf.put(request.id(), row);
    return row;
  }

  /** For one that appears later than newer ones. */
  private int placeOf(RequestId id) {
    int place = 0;
    while (place < rows.size() && rows.get(place).id().compareTo(id) > 0) {
      place++;
    }
    return place;
  }

  private void trim() {
    if (rows.size() > MOST_KEPT) {
      List<RequestRow> old = rows.subList(MOST_KEPT, rows.size());
      old.forEach(row -> rowOf.remove(row.id()));
      rows.remove(MOST_KEPT, rows.size());
      next.set(rows.getLast().id());
    }
  }

  private void count() {
    waitingCount.set(waiting.size());
  }
}
