package dev.keyporter.proxy;

import java.net.URI;

/** What the proxy's server is doing. */
public sealed interface ProxyState {
  /** Not listening. */
  record Stopped() implements ProxyState {}

  /** About to listen. */
  record Starting() implements ProxyState {}

  /**
   * Answering.
   *
   * @param port the one it listens on, never 0
   * @param uri where clients on this machine reach it, without a path
   */
  record Running(int port, URI uri) implements ProxyState {}

  /** No longer accepting, while requests in flight end. */
  record Stopping() implements ProxyState {}

  /**
   * Could not start.
   *
   * @param reason one sentence for people
   */
  record Failed(String reason) implements ProxyState {}
}
