package dev.keyporter.proxy.upstream;

import java.io.IOException;

/** An answer's body did not reach its end: what was read so far is not the whole of it. */
public final class BrokenBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why there is no more. */
  public enum Reason {
    /** The connection ended before the announced length or the last chunk, or broke the framing. */
    CUT,
    /** Nothing came for as long as the read timeout allows. */
    TIMED_OUT,
    /** The call was cancelled. */
    CANCELLED
  }

  private final Reason reason;

  BrokenBodyException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  BrokenBodyException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why there is no more. */
  public Reason reason() {
    return reason;
  }
}
