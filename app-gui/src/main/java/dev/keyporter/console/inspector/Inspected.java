package dev.keyporter.console.inspector;

import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestDetail;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.transcript.Body;
import dev.keyporter.proxy.transcript.Transcript;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is recorded of a request, read and made ready to be shown.
 *
 * @param exchange null where no bodies are kept
 * @param stream null where the answer is no stream
 * @param recording what the organization keeps now
 */
record Inspected(
    RequestDetail detail,
    @Nullable Exchange exchange,
    Transcript transcript,
    @Nullable RecordedStream stream,
    Recording recording) {
  /** Reads it; blocks. Empty where there is no such request, or no longer. */
  static Optional<Inspected> load(Database database, RequestId id) {
    return database.requests().detail(id).map(detail -> load(database, detail));
  }

  private static Inspected load(Database database, RequestDetail detail) {
    RequestSummary summary = detail.summary();
    Exchange exchange =
        summary.status() == RequestStatus.PENDING
            ? null
            : database.requests().exchange(summary.id()).orElse(null);
    Recording recording =
        database
            .organizations()
            .find(summary.organizationId())
            .map(Organization::recording)
            .orElse(Recording.BODIES);
    if (exchange == null) {
      return new Inspected(detail, null, Transcript.NOTHING, null, recording);
    }
    RecordedStream stream =
        Body.ofResponse(exchange).isEventStream() ? RecordedStream.of(exchange) : null;
    return new Inspected(detail, exchange, Transcript.of(exchange), stream, recording);
  }

  RequestSummary summary() {
    return detail.summary();
  }

  boolean isPending() {
    return summary().status() == RequestStatus.PENDING;
  }
}
