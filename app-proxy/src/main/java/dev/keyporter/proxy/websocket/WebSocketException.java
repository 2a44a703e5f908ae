package dev.keyporter.proxy.websocket;

import java.io.IOException;

/** The other side breaks the protocol, or sends more than is taken. */
public final class WebSocketException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  WebSocketException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** What the other side is told when the connection is closed for it. */
  public int status() {
    return status;
  }
}
