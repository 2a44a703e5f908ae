package dev.keyporter.proxy.http;

import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.http.Filter;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One connection's turns: a request's head is read, then the request is handled, and so on. What
 * fails while a head is read is the client's fault, whatever the parser throws at it.
 */
public final class Turns {
  private static final ScopedValue<Turns> CONNECTION = ScopedValue.newInstance();

  private final @Nullable PeerInfo peer;
  private boolean isHandling;

  private Turns(@Nullable PeerInfo peer) {
    this.peer = peer;
  }

  /** Tells where heads end and requests begin; the first of all filters. */
  public static Filter filter() {
    return (chain, _, _) -> {
      Turns turns = CONNECTION.isBound() ? CONNECTION.get() : new Turns(null);
      turns.isHandling = true;
      chain.proceed();
      // Not in a finally: what left the handler by a throw is no failure of the next head.
      turns.isHandling = false;
    };
  }

  /** Whether the connection of this thread is between two requests, or within a head. */
  static boolean isReadingHead() {
    return CONNECTION.isBound() && !CONNECTION.get().isHandling;
  }

  /**
   * Where the other end of this thread's connection is, whatever its client claims: an address
   * without port and zone; empty outside of a connection's own thread.
   */
  static String clientAddress() {
    PeerInfo peer = CONNECTION.isBound() ? CONNECTION.get().peer : null;
    if (peer == null
        || !(peer.address() instanceof InetSocketAddress socket)
        || socket.getAddress() == null) {
      return "";
    }
    String address = socket.getAddress().getHostAddress();
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  /** Runs what handles a connection's requests. */
  static <X extends Throwable> void within(PeerInfo peer, ScopedValue.CallableOp<?, X> connection)
      throws X {
    ScopedValue.where(CONNECTION, new Turns(peer)).call(connection);
  }
}
