package dev.keyporter.proxy.recording;

import dev.keyporter.db.traffic.RecordEntry;
import dev.keyporter.model.traffic.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which requests stand as pending in the database, and so from where on a recovery has to look. The
 * mark is lowered in the transaction that writes a pending row below it, and raised at most once a
 * second. Belongs to the writing thread.
 */
final class OpenRequests {
  private static final long RAISE_NANOS = Duration.ofSeconds(1).toNanos();

  /** Requests whose body arrives slowly have older ids: leave them room below the mark. */
  private static final Duration ROOM = Duration.ofSeconds(30);

  private final Clock clock;
  private final TreeSet<RequestId> open = new TreeSet<>();
  private @Nullable RequestId mark;
  private long raisedAt;

  OpenRequests(Clock clock) {
    this.clock = clock;
  }

  /** The mark to write along with these entries, where it has to change. */
  Optional<RecordEntry.OldestOpen> mark(List<RecordEntry> batch, long nanos) {
    RequestId lowest = null;
    for (RecordEntry entry : batch) {
      if (entry instanceof RecordEntry.Begun(var start)
          && (lowest == null || start.id().compareTo(lowest) < 0)) {
        lowest = start.id();
      }
    }
    if (lowest != null && (mark == null || lowest.compareTo(mark) < 0)) {
      return Optional.of(new RecordEntry.OldestOpen(lowest));
    }
    if (mark == null || nanos - raisedAt < RAISE_NANOS) {
      return Optional.empty();
    }
    RequestId candidate = RequestId.earliestAt(Instant.now(clock).minus(ROOM));
    for (RequestId first : new RequestId[] {open.isEmpty() ? null : open.first(), lowest}) {
      if (first != null && first.compareTo(candidate) < 0) {
        candidate = first;
      }
    }
    return candidate.compareTo(mark) > 0
        ? Optional.of(new RecordEntry.OldestOpen(candidate))
        : Optional.empty();
  }

  /** These entries are in the database. */
  void written(List<RecordEntry> batch, long nanos) {
    for (RecordEntry entry : batch) {
      switch (entry) {
        case RecordEntry.Begun(var start) -> open.add(start.id());
        case RecordEntry.Ended ended -> open.remove(ended.start().id());
        case RecordEntry.Whole whole -> open.remove(whole.start().id());
        case RecordEntry.OldestOpen(RequestId id) -> {
          mark = id;
          raisedAt = nanos;
        }
        case RecordEntry.Referenced _, RecordEntry.TokenUsed _ -> {}
      }
    }
  }
}
