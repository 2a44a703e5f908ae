package dev.keyporter.proxy.http;

import dev.keyporter.proxy.time.Rounds;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Helidon's HTTP/1.1, with each connection's bytes taken through a {@link ReadAhead}. */
public final class WatchedConnections implements ServerConnectionSelector {
  /** How long a handler waits before somebody reads ahead for it: most answers come before. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final Http1ConnectionSelector http1;
  private final Rounds<ReadAhead> open =
      new Rounds<>("client watch", PATIENCE, connection -> connection.look(PATIENCE.toNanos()));
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean isCut;

  /**
   * @param upgraders to what else a connection may change
   */
  public WatchedConnections(Http1Config config, List<Http1Upgrader> upgraders) {
    var selector = Http1ConnectionSelector.builder().config(config);
    upgraders.forEach(selector::addUpgrader);
    this.http1 = selector.build();
  }

  /** Tells all handlers, also those that come, that the server does not wait for them any more. */
  public void cutAll() {
    isCut = true;
    open.forEach(ReadAhead::cut);
  }

  /** How many clients are connected, those left out that have not begun to say anything. */
  public int count() {
    return count.get();
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    ReadAhead readAhead = new ReadAhead(context.dataReader());
    WatchedContext watched = new WatchedContext(context, readAhead.reader());
    return new WatchedConnection(http1.connection(watched), readAhead, context.remotePeer());
  }

  private final class WatchedConnection implements ServerConnection, InterruptableTask<Void> {
    private final ServerConnection connection;
    private final ReadAhead readAhead;
    private final PeerInfo peer;

    WatchedConnection(ServerConnection connection, ReadAhead readAhead, PeerInfo peer) {
      this.connection = connection;
      this.readAhead = readAhead;
      this.peer = peer;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
      count.incrementAndGet();
      open.add(readAhead);
      if (isCut) {
        readAhead.cut();
      }
      try {
        Turns.<InterruptedException>within(
            peer,
            () -> {
              ClientWatch.<InterruptedException>within(
                  readAhead,
                  () -> {
                    connection.handle(limit);
                    return true;
                  });
              return true;
            });
      } finally {
        open.remove(readAhead);
        count.decrementAndGet();
      }
    }

    /** Helidon counts from the last request's begin; one that is being answered is not idle. */
    @Override
    public Duration idleTime() {
      return canInterrupt() ? connection.idleTime() : Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
      connection.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
      return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }
  }

  private record WatchedContext(ConnectionContext context, DataReader dataReader)
      implements ConnectionContext {
    @Override
    public ListenerContext listenerContext() {
      return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return context.executor();
    }

    @Override
    public DataWriter dataWriter() {
      return context.dataWriter();
    }

    @Override
    public Router router() {
      return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return context.localPeer();
    }

    @Override
    public boolean isSecure() {
      return context.isSecure();
    }

    @Override
    public String socketId() {
      return context.socketId();
    }

    @Override
    public String childSocketId() {
      return context.childSocketId();
    }
  }
}
