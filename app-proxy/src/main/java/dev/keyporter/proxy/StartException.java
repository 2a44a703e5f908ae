package dev.keyporter.proxy;

/** The proxy cannot listen; the message says why in one sentence. */
public sealed class StartException extends RuntimeException permits PortTakenException {
  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
