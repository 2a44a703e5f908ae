package dev.keyporter.console.inspector;

import dev.keyporter.db.Database;
import dev.keyporter.model.account.Organization;
import dev.keyporter.model.account.Recording;
import dev.keyporter.model.traffic.Exchange;
import dev.keyporter.model.traffic.RequestDetail;
import dev.keyporter.model.traffic.RequestId;
import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.model.traffic.RequestSummary;
import dev.keyporter.proxy.transcript.Transcript;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is recorded of a request, read and made ready to be shown.
 *
 * @param bodies null where none are kept
 * @param stream null where the answer is no stream
 * @param recording what the organization keeps now
 * @param curl the request as a command; empty where its address is not known any more
 */
record Inspected(
    RequestDetail detail,
    @Nullable Bodies bodies,
    Transcript transcript,
    @Nullable RecordedStream stream,
    Recording recording,
    Optional<String> curl) {
  /**
   * Reads it; blocks. Empty where there is no such request, or no longer.
   *
   * @param baseUrl where the command sends the request
   */
  static Optional<Inspected> load(Database database, RequestId id, String baseUrl) {
    return database.requests().detail(id).map(detail -> load(database, detail, baseUrl));
  }

  private static Inspected load(Database database, RequestDetail detail, String baseUrl) {
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
      return new Inspected(
          detail, null, Transcript.NOTHING, null, recording, Curl.of(summary, baseUrl, null));
    }
    Bodies bodies = Bodies.of(exchange);
    RecordedStream stream = bodies.response().isEventStream() ? RecordedStream.of(exchange) : null;
    return new Inspected(
        detail,
        bodies,
        Transcript.of(exchange),
        stream,
        recording,
        Curl.of(summary, baseUrl, bodies.request()));
  }

  RequestSummary summary() {
    return detail.summary();
  }

  boolean isPending() {
    return summary().status() == RequestStatus.PENDING;
  }
}
