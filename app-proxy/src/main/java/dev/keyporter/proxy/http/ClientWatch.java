package dev.keyporter.proxy.http;

/**
 * Tells a handler that waits, and writes nothing meanwhile, that its client went away. Costs
 * nothing to handlers that do not ask.
 *
 * <pre>{@code
 * try (var watch = ClientWatch.onGone(cancellation::cancel)) {
 *   answer = upstream.send(request, cancellation);
 *   ...
 * }
 * }</pre>
 *
 * <p>A client that closes only its sending side looks the same as one that left, and counts as
 * gone. When the server stops and its grace is over, all clients count as gone, and {@link
 * #isServerStopping} tells that they are not.
 */
public final class ClientWatch implements AutoCloseable {
  private static final ScopedValue<ReadAhead> CONNECTION = ScopedValue.newInstance();

  private final ReadAhead connection;

  private ClientWatch(ReadAhead connection) {
    this.connection = connection;
  }

  /**
   * Watches the client of the request that this thread handles, until closed. The request's body
   * must have been read before. One watch at a time.
   *
   * @param action runs at most once, on another thread, and must be quick
   * @throws IllegalStateException outside of a request's own thread, or when watched already
   */
  public static ClientWatch onGone(Runnable action) {
    if (!CONNECTION.isBound()) {
      throw new IllegalStateException("This thread handles no request.");
    }
    ReadAhead connection = CONNECTION.get();
    connection.watch(action);
    return new ClientWatch(connection);
  }

  /**
   * Whether the server stops and waits no longer for the request that this thread handles. Its
   * client is still there to be told.
   */
  public static boolean isServerStopping() {
    return CONNECTION.isBound() && CONNECTION.get().isCut();
  }

  /** Runs what handles a connection's requests. */
  static <X extends Throwable> void within(
      ReadAhead connection, ScopedValue.CallableOp<?, X> handling) throws X {
    ScopedValue.where(CONNECTION, connection).call(handling);
  }

  /** Ends the watch; the connection goes on as before. */
  @Override
  public void close() {
    connection.unwatch();
  }
}
