package dev.keyporter.console.inspector;

import dev.keyporter.console.reading.JsonLine;

/** A line of the list of events. */
sealed interface StreamRow {
  /** An event, or a run of deltas. */
  record Event(EventGroup group, boolean isOpen) implements StreamRow {}

  /** The words of an open run, and the way to its single events. */
  record Words(EventGroup group) implements StreamRow {}

  /** A line of an open event's data. */
  record Data(JsonLine line) implements StreamRow {}
}
