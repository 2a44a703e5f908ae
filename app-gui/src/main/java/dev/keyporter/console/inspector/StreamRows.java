package dev.keyporter.console.inspector;

import dev.keyporter.console.reading.JsonLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which lines the list of events has: folded runs, and what is open of them. */
final class StreamRows {
  private final RecordedStream stream;

  /** By the number of the first event. */
  private final Set<Integer> open = new HashSet<>();

  /** Runs show their words until someone folds them. */
  private final Set<Integer> folded = new HashSet<>();

  private final Set<Integer> apart = new HashSet<>();
  private boolean isGrouped;

  StreamRows(RecordedStream stream, boolean isGrouped) {
    this.stream = stream;
    this.isGrouped = isGrouped;
    stream.error().ifPresent(error -> open.add(error.number()));
  }

  private StreamRows(StreamRows other) {
    stream = other.stream;
    isGrouped = other.isGrouped;
    open.addAll(other.open);
    folded.addAll(other.folded);
    apart.addAll(other.apart);
  }

  /** The same, to be read by another thread. */
  StreamRows copy() {
    return new StreamRows(this);
  }

  void setGrouped(boolean grouped) {
    isGrouped = grouped;
    apart.clear();
  }

  /** Opens or closes a line. */
  void toggle(EventGroup group) {
    int number = group.first().number();
    Set<Integer> changed = group.isRun() ? folded : open;
    if (!changed.remove(number)) {
      changed.add(number);
    }
  }

  /** Shows a run's events one by one. */
  void takeApart(EventGroup group) {
    apart.add(group.first().number());
  }

  /** Lays out what is open; takes time with its size. */
  List<StreamRow> rows() {
    List<StreamRow> rows = new ArrayList<>();
    for (EventGroup group : stream.groups()) {
      if (group.isRun() && isGrouped && !apart.contains(group.first().number())) {
        add(rows, group);
      } else {
        group.events().forEach(event -> add(rows, new EventGroup(List.of(event))));
      }
    }
    return rows;
  }

  private void add(List<StreamRow> rows, EventGroup group) {
    int number = group.first().number();
    boolean isOpen = group.isRun() ? !folded.contains(number) : open.contains(number);
    rows.add(new StreamRow.Event(group, isOpen));
    if (isOpen && group.isRun()) {
      rows.add(new StreamRow.Words(group));
    } else if (isOpen) {
      JsonLines.pretty(group.first().data())
          .lines()
          .forEach(line -> rows.add(new StreamRow.Data(line)));
    }
  }
}
