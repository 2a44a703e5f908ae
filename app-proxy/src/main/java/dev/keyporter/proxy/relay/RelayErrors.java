package dev.keyporter.proxy.relay;

import dev.keyporter.model.traffic.RequestStatus;
import dev.keyporter.proxy.error.ProxyError;
import dev.keyporter.proxy.error.ProxyError.InvalidRequest;
import dev.keyporter.proxy.error.ProxyError.UpstreamFailed;
import dev.keyporter.proxy.error.ProxyException;
import dev.keyporter.proxy.http.ClientWatch;
import dev.keyporter.proxy.upstream.BrokenBodyException;
import dev.keyporter.proxy.upstream.UpstreamFailure;

/** How the way to the provider and back can end early. */
final class RelayErrors {
  /** Recorded only: nobody is left to be told. The status is nginx's for the same case. */
  static final ProxyError CLIENT_GONE =
      new UpstreamFailed(499, "client_gone", "The client left before the answer's end.");

  /** The server stops, and waits no longer. */
  static final ProxyError STOPPING = new ProxyError.Stopping();

  /** Recorded only: the stream is passed on as the provider ended it. */
  static final ProxyError NO_TERMINAL_EVENT =
      new UpstreamFailed(
          502, "stream_incomplete", "The provider ended the stream without its last event.");

  /** Not 401: an SDK would take its own token for the bad one. */
  static final ProxyError KEY_REJECTED =
      new InvalidRequest(
          "provider_key_rejected",
          "The provider rejected the key stored for this request. Whoever looks after this"
              + " Keyporter can replace it with 'keyporter key replace'.",
          null);

  static final ProxyError UNREACHABLE =
      new UpstreamFailed(
          502,
          "upstream_unreachable",
          "The provider cannot be reached. Check the key's base URL and the network, then try"
              + " again.");
  private static final ProxyError TIMEOUT =
      new UpstreamFailed(
          504, "upstream_timeout", "The provider did not answer in time. Try again.");
  private static final ProxyError BROKE_OFF =
      new UpstreamFailed(
          502,
          "upstream_broke_off",
          "The provider's connection broke before its answer was whole. Try again.");

  private RelayErrors() {}

  /** How a request that ends with this error stands in the record. */
  static RequestStatus status(ProxyError error) {
    if (error.equals(CLIENT_GONE)) {
      return RequestStatus.CANCELLED;
    }
    return error.equals(STOPPING) ? RequestStatus.INTERRUPTED : RequestStatus.FAILED;
  }

  /** Why the client does not get the rest, where it is not the provider's doing. */
  static ProxyError ofCancelling() {
    return ClientWatch.isServerStopping() ? STOPPING : CLIENT_GONE;
  }

  /** What ends a request that nobody foresaw to end so, after the provider was asked. */
  static ProxyError of(Throwable unforeseen) {
    return switch (unforeseen) {
      case ProxyException told -> told.error();
      case OutOfMemoryError _ -> new ProxyError.AnswerMemoryExhausted();
      default -> new ProxyError.Internal();
    };
  }

  static ProxyError of(UpstreamFailure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE -> UNREACHABLE;
      case NO_ANSWER_IN_TIME -> TIMEOUT;
      case BROKE_OFF -> BROKE_OFF;
      case CANCELLED -> ofCancelling();
    };
  }

  static ProxyError of(BrokenBodyException broken) {
    return switch (broken.reason()) {
      case CUT -> BROKE_OFF;
      case TIMED_OUT -> TIMEOUT;
      case CANCELLED -> ofCancelling();
    };
  }
}
