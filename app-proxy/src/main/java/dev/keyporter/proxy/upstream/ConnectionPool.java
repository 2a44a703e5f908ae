package dev.keyporter.proxy.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/** Connections that wait for their next request; the one used last goes first. */
final class ConnectionPool {
  private static final int MAX_IDLE_PER_ORIGIN = 256;

  /** Below the common idle limits of servers, save the shortest: those show by closing. */
  private static final long MAX_IDLE_NANOS = Duration.ofSeconds(55).toNanos();

  private final Map<Origin, LinkedBlockingDeque<Connection>> idle = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A connection that is alive as far as can be seen without sending anything. */
  Optional<Connection> take(Origin origin) {
    LinkedBlockingDeque<Connection> connections = idle.get(origin);
    if (connections == null) {
      return Optional.empty();
    }
    Connection connection;
    while ((connection = connections.pollFirst()) != null) {
      if (connection.idleNanos() < MAX_IDLE_NANOS && connection.isFresh()) {
        return Optional.of(connection);
      }
      connection.close();
    }
    return Optional.empty();
  }

  void give(Connection connection) {
    LinkedBlockingDeque<Connection> connections =
        idle.computeIfAbsent(
            connection.origin(), _ -> new LinkedBlockingDeque<>(MAX_IDLE_PER_ORIGIN));
    if (!connection.rest() || closed || !connections.offerFirst(connection)) {
      connection.close();
      return;
    }
    closeOldest(connections);
    if (closed) {
      close();
    }
  }

  /** The last one waits longest; one look per give keeps up with what comes in. */
  private static void closeOldest(LinkedBlockingDeque<Connection> connections) {
    @Nullable Connection oldest = connections.peekLast();
    if (oldest != null
        && oldest.idleNanos() > MAX_IDLE_NANOS
        && connections.removeLastOccurrence(oldest)) {
      oldest.close();
    }
  }

  /** Closes what is idle, and from now on whatever comes back. */
  void close() {
    closed = true;
    for (LinkedBlockingDeque<Connection> connections : idle.values()) {
      Connection connection;
      while ((connection = connections.pollFirst()) != null) {
        connection.close();
      }
    }
  }
}
