package dev.keyporter.proxy.upstream;

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

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
