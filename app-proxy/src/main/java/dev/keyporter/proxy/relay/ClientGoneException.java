package dev.keyporter.proxy.relay;

/** The client left while its answer was on the way. */
final class ClientGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClientGoneException(Throwable cause) {
    super("The client left.", cause);
  }
}
