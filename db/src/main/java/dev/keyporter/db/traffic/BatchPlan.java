package dev.keyporter.db.traffic;

import dev.keyporter.model.access.AccessTokenId;
import dev.keyporter.model.account.UserId;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of a batch, by the statement that writes them. */
final class BatchPlan {
  /**
   * What was said.
   *
   * @param user whose pack it goes to
   */
  record Said(@Nullable UserId user, StoredExchange stored) {}

  /** Pending rows to insert. */
  final Map<RequestId, RequestStart> begun = new LinkedHashMap<>();

  /** Ends of rows that should be there. */
  final List<RecordEntry.Ended> ended = new ArrayList<>();

  /** Rows to insert with their end, among them those that began in this very batch. */
  final List<RecordEntry.Ended> whole = new ArrayList<>();

  final List<Said> exchanges = new ArrayList<>();
  final List<ProviderReference> references = new ArrayList<>();

  /** In the tokens' order, so that two processes never wait for each other's rows crosswise. */
  final Map<AccessTokenId, RecordEntry.TokenUsed> tokens =
      new TreeMap<>(Comparator.comparing(AccessTokenId::value));

  @Nullable RequestId oldestOpen;

  private final Set<RequestId> finals = new HashSet<>();

  BatchPlan(List<RecordEntry> batch) {
    for (RecordEntry entry : batch) {
      switch (entry) {
        case RecordEntry.Begun(RequestStart start) -> begin(start);
        case RecordEntry.Ended end -> end(end, begun.remove(end.start().id()) != null);
        case RecordEntry.Whole(var start, var end, var exchange) -> {
          begun.remove(start.id());
          end(new RecordEntry.Ended(start, end, exchange, List.of()), true);
        }
        case RecordEntry.Referenced(ProviderReference reference) -> references.add(reference);
        case RecordEntry.TokenUsed used -> tokens.put(used.token(), used);
        case RecordEntry.OldestOpen(RequestId id) -> oldestOpen = id;
      }
    }
  }

  /** The lowest id of those that begin and do not end in this batch. */
  long lowestBegun() {
    long lowest = Long.MAX_VALUE;
    for (RequestId id : begun.keySet()) {
      lowest = Math.min(lowest, id.value());
    }
    return lowest;
  }

  private void begin(RequestStart start) {
    if (!finals.contains(start.id())) {
      begun.put(start.id(), start);
    }
  }

  private void end(RecordEntry.Ended end, boolean insert) {
    if (!finals.add(end.start().id())) {
      return;
    }
    (insert ? whole : ended).add(end);
    if (end.exchange() != null) {
      exchanges.add(new Said(end.start().userId(), end.exchange()));
    }
    references.addAll(end.references());
  }
}
