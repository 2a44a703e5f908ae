package dev.keyporter.proxy;

/** Another program, or another proxy, listens on the port. */
public final class PortTakenException extends StartException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PortTakenException(String host, int port, Throwable cause) {
    super(
        "Port " + port + " on " + host + " is taken by another program. Choose another port.",
        cause);
    this.port = port;
  }

  /** The port that is taken. */
  public int port() {
    return port;
  }
}
