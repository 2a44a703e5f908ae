package dev.keyporter.proxy.upstream;

import java.io.IOException;

/** What came from the provider is not HTTP/1.1. */
final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }
}
