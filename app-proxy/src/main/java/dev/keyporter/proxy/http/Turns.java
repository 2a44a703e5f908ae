package dev.keyporter.proxy.http;

import io.helidon.webserver.http.Filter;

/**
 * One connection's turns: a request's head is read, then the request is handled, and so on. What
 * fails while a head is read is the client's fault, whatever the parser throws at it.
 */
public final class Turns {
  private static final ScopedValue<Turns> CONNECTION = ScopedValue.newInstance();

  private boolean isHandling;

  private Turns() {}

  /** Tells where heads end and requests begin; the first of all filters. */
  public static Filter filter() {
    return (chain, _, _) -> {
      Turns turns = CONNECTION.isBound() ? CONNECTION.get() : new Turns();
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

  /** Runs what handles a connection's requests. */
  static <X extends Throwable> void within(ScopedValue.CallableOp<?, X> connection) throws X {
    ScopedValue.where(CONNECTION, new Turns()).call(connection);
  }
}
