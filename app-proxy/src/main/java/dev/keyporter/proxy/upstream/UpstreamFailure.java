package dev.keyporter.proxy.upstream;

import java.net.SocketTimeoutException;
import java.net.URI;

/** The provider gave no answer. Messages name the host at most, never a header or a body. */
public final class UpstreamFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, before an answer began. */
  public enum Kind {
    /** No connection: refused, no such name, no trusted certificate, no way through the proxy. */
    UNREACHABLE,
    /** The request is out, and the answer did not begin in time. */
    NO_ANSWER_IN_TIME,
    /** The connection ended before the answer's head did, or what came is not HTTP. */
    BROKE_OFF,
    /** The call was cancelled. */
    CANCELLED
  }

  private final Kind kind;

  UpstreamFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  UpstreamFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static UpstreamFailure cancelled(Exception cause) {
    return new UpstreamFailure(Kind.CANCELLED, "The call was cancelled.", cause);
  }

  /** Why a request that was connected has no answer. */
  public static UpstreamFailure ofCall(URI baseUrl, Exception e, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      return cancelled(e);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return new UpstreamFailure(
            Kind.NO_ANSWER_IN_TIME, baseUrl.getHost() + " did not answer in time.", e);
      }
    }
    return new UpstreamFailure(
        Kind.BROKE_OFF, baseUrl.getHost() + " broke off before an answer began.", e);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
