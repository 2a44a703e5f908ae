package dev.keyporter.console.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the search for older rows has come.
 *
 * @param reached down to when everything was looked at; null where that is not known or all was
 */
record Walk(State state, @Nullable Instant reached) {
  static final Walk ALL = new Walk(State.ALL, null);

  /** Its states. */
  enum State {
    /** Everything was looked at. */
    ALL,
    /** There is more below, read when scrolled to. */
    MORE,
    /** Under way. */
    LOOKING,
    /** Ended by the user before everything was looked at. */
    STOPPED
  }
}
