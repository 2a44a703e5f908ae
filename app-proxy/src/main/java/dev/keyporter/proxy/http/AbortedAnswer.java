package dev.keyporter.proxy.http;

import io.helidon.webserver.CloseConnectionException;

/**
 * Thrown by a handler whose answer has begun and cannot be finished: the connection is closed
 * without the final chunk or the announced length, so that the answer never looks complete. Nothing
 * is logged, and no error handler runs.
 *
 * <p>What the handler has written, it must have flushed.
 */
public final class AbortedAnswer extends CloseConnectionException {
  private static final long serialVersionUID = 1L;

  public AbortedAnswer() {
    super("The answer was aborted.");
  }
}
