package dev.keyporter.proxy.recording;

import dev.keyporter.model.account.Recording;
import dev.keyporter.model.traffic.ProviderReference;
import dev.keyporter.model.traffic.RequestEnd;
import dev.keyporter.model.traffic.RequestStart;

/** Leaves out of a row what an organization that keeps counts only does not want kept. */
final class Discretion {
  private Discretion() {}

  static RequestStart start(Recording recording, RequestStart start) {
    return switch (recording) {
      case BODIES, METADATA -> start;
      case COUNTS ->
          new RequestStart(
              start.id(),
              start.organizationId(),
              null,
              null,
              start.keyId(),
              null,
              start.route(),
              null,
              start.model(),
              start.requestedTier(),
              start.streamed(),
              start.createdAt(),
              start.requestBytes());
    };
  }

  static RequestEnd end(Recording recording, RequestEnd end) {
    return switch (recording) {
      case BODIES, METADATA -> end;
      case COUNTS ->
          new RequestEnd(
              end.id(),
              end.status(),
              end.httpStatus(),
              end.errorCode(),
              null,
              end.servedModel(),
              end.serviceTier(),
              null,
              null,
              end.timeToProvider(),
              end.timeToFirstByte(),
              end.duration(),
              end.usage(),
              end.rawUsage(),
              end.cost(),
              end.responseBytes());
    };
  }

  /** The id and its owner stay: without them nothing could refer to the response later. */
  static ProviderReference reference(Recording recording, ProviderReference reference) {
    return switch (recording) {
      case BODIES, METADATA -> reference;
      case COUNTS ->
          new ProviderReference(
              reference.requestId(),
              reference.kind(),
              reference.providerId(),
              reference.organizationId(),
              reference.owner(),
              reference.keyId(),
              null);
    };
  }
}
