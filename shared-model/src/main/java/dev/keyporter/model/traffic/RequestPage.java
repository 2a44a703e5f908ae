package dev.keyporter.model.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some of the requests a filter finds, newest first. It may hold fewer than were asked for, even
 * none, and still not be the last: a rare thing is looked for a while, and then the page says how
 * far back that reached.
 *
 * @param next where to go on, exclusive; null where nothing further back can match
 */
public record RequestPage(List<RequestSummary> rows, @Nullable RequestId next) {
  public RequestPage {
    rows = List.copyOf(rows);
  }

  /** The arrival time down to which everything was looked at; empty where all was. */
  public Optional<Instant> reached() {
    return Optional.ofNullable(next).map(id -> Instant.ofEpochMilli(id.millis()));
  }
}
