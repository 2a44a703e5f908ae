package dev.keyporter.proxy;

import dev.keyporter.db.thread.VitalThread;
import dev.keyporter.proxy.http.ConnectionLimit;
import dev.keyporter.proxy.http.ErrorResponder;
import dev.keyporter.proxy.http.RefusedRequest;
import dev.keyporter.proxy.http.RequestGuard;
import dev.keyporter.proxy.http.Turns;
import dev.keyporter.proxy.http.WatchedConnections;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The HTTP server: listens, guards, answers errors, drains and stops; may be started again. */
public final class ProxyServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ProxyServer.class.getName());

  /** Helidon's word for it. */
  private static final int UNLIMITED = -1;

  private static final int FEW_CONNECTIONS = 256;
  private static final int MAX_HEADERS_BYTES = 64 * 1024;
  private static final int MAX_REQUEST_LINE_BYTES = 16 * 1024;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** For handlers to end in once their clients count as gone, before threads are interrupted. */
  private static final Duration AFTER_GRACE = Duration.ofSeconds(5);

  private final Consumer<HttpRouting.Builder> routes;
  private final List<Http1Upgrader> upgraders;
  private final Predicate<ServerRequest> isLoop;
  private final ErrorResponder errors;
  private final List<Consumer<ProxyState>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile ProxyState state = new ProxyState.Stopped();
  private volatile @Nullable Live live;
  private final VitalThread look;

  /** The looking thread's own. */
  private boolean isShortTold;

  private record Live(
      WebServer server,
      WatchedConnections connections,
      Optional<ConnectionLimit> limit,
      ProxySettings settings) {
    InetSocketAddress address() {
      URI reached = uri(settings.host(), settings.port());
      return new InetSocketAddress(reached.getHost(), reached.getPort());
    }
  }

  /**
   * @param routes adds the routes, at each start; guard and error handlers are there already
   * @param upgraders to what else a connection may change
   * @param isLoop whether a request has come back to where it came from
   * @param refused is told each request that is answered an error and has no row; must be quick
   */
  public ProxyServer(
      Consumer<HttpRouting.Builder> routes,
      List<Http1Upgrader> upgraders,
      Predicate<ServerRequest> isLoop,
      Consumer<RefusedRequest> refused) {
    this.routes = routes;
    this.upgraders = List.copyOf(upgraders);
    this.isLoop = isLoop;
    this.errors = new ErrorResponder(refused);
    this.look = VitalThread.every(BETWEEN_LOOKS, "keyporter-listen", "Listening again", this::look);
  }

  /** What the server is doing. */
  public ProxyState state() {
    return state;
  }

  /** Requests that are being answered now. */
  public int inFlight() {
    return inFlight.get();
  }

  /** Whether it may hardly open anything more, be it another client's connection or a file. */
  public boolean isShortOfFiles() {
    Live now = live;
    return now != null
        && now.limit().map(limit -> limit.isNear(now.connections().count())).orElse(false);
  }

  /** Tells {@code listener} each new state, on the thread that brings it about. */
  public void onChange(Consumer<ProxyState> listener) {
    listeners.add(listener);
  }

  /**
   * Listens. When this returns, requests are answered.
   *
   * @throws PortTakenException when another program listens there
   * @throws StartException when the address is no address of this machine, or not allowed
   * @throws IllegalStateException when running already
   */
  public synchronized ProxyState.Running start(ProxySettings settings) {
    if (live != null) {
      throw new IllegalStateException("The server is running already.");
    }
    become(new ProxyState.Starting());
    try {
      probe(settings);
      return listen(settings);
    } catch (StartException e) {
      become(new ProxyState.Failed(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private ProxyState.Running listen(ProxySettings settings) {
    WatchedConnections connections =
        new WatchedConnections(
            Http1Config.builder()
                .maxHeadersSize(MAX_HEADERS_BYTES)
                .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                // It refuses brackets in queries; HttpMessages checks what is passed on.
                .validatePrologue(false)
                // It refuses every body with a Content-Encoding; the guard checks instead.
                .validateRequestHeaders(false)
                .sendKeepAliveHeader(false)
                .build(),
            upgraders);
    Optional<ConnectionLimit> limit = ConnectionLimit.ofProcess();
    WebServer server = server(settings, connections, limit);
    // Does not throw when the port is taken, but logs it.
    server.start();
    if (!server.isRunning()) {
      throw new PortTakenException(
          settings.host(), settings.port(), new BindException("taken between look and bind"));
    }
    live = new Live(server, connections, limit, settings.at(settings.host(), server.port()));
    ProxyState.Running running =
        new ProxyState.Running(server.port(), uri(settings.host(), server.port()));
    become(running);
    return running;
  }

  /** The most connections at once, said in the log where it is one that clients may reach. */
  private static int mostConnections(Optional<ConnectionLimit> limit) {
    int most = limit.map(ConnectionLimit::connections).orElse(UNLIMITED);
    if (most != UNLIMITED && most < FEW_CONNECTIONS) {
      LOG.warning(
          "Few files may be open at once: only "
              + most
              + " connections are served at a time, others wait. Raise the limit ('ulimit -n').");
    }
    return most;
  }

  private WebServer server(
      ProxySettings settings, WatchedConnections connections, Optional<ConnectionLimit> limit) {
    HttpRouting.Builder routing = HttpRouting.builder();
    errors.install(routing);
    routing.addFilter(Turns.filter());
    routing.addFilter(this::count);
    routing.addFilter(
        new RequestGuard(
            errors,
            isLoop,
            settings.host(),
            settings.allowedHosts(),
            settings.allowedOrigins(),
            4L * settings.maxBodyBytes()));
    routes.accept(routing);
    return WebServer.builder()
        .host(settings.host())
        .port(settings.port())
        .maxTcpConnections(mostConnections(limit))
        .connectionOptions(options -> options.tcpNoDelay(true))
        .protocolsDiscoverServices(false)
        .addConnectionSelector(connections)
        .featuresDiscoverServices(false)
        // Bodies pass as they are, whatever their encoding.
        .contentEncoding(
            ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).build())
        // What passes in pieces has no limit here; what is held has its own.
        .maxPayloadSize(UNLIMITED)
        .directHandlers(errors.directHandlers())
        .shutdownHook(false)
        .shutdownGracePeriod(settings.stopGrace().plus(AFTER_GRACE))
        .routing(routing)
        .build();
  }

  private void look() {
    listenAgain();
    boolean isShort = isShortOfFiles();
    if (isShort != isShortTold) {
      isShortTold = isShort;
      LOG.warning(
          isShort
              ? "Nearly as many files and connections are open as the system allows: new clients"
                  + " wait. Raise the limit ('ulimit -n')."
              : "Files and connections can be opened again.");
    }
  }

  /**
   * Helidon stops listening for good, and says so to nobody, when a connection cannot be accepted:
   * because no file can be opened or there is no memory, say. The port must not stay dead for that.
   */
  private void listenAgain() {
    Live now = live;
    if (now == null || !isRefused(now.address())) {
      return;
    }
    synchronized (this) {
      if (now.equals(live)) {
        LOG.severe("The proxy stopped listening, which nobody had asked for. It listens again.");
        // What it still answers goes on.
        Thread.ofVirtual().name("old server").start(() -> now.server().stop());
        listen(now.settings());
      }
    }
  }

  private static boolean isRefused(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address, (int) BETWEEN_LOOKS.toMillis());
      return false;
    } catch (ConnectException _) {
      return true;
    } catch (IOException _) {
      // That says nothing about the port: perhaps there is no file left for this connection.
      return false;
    }
  }

  private void count(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    inFlight.incrementAndGet();
    try {
      chain.proceed();
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /** Says why it is impossible to listen, where Helidon would only log it. */
  private static void probe(ProxySettings settings) {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, !isWindows());
      channel.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (BindException e) {
      if (String.valueOf(e.getMessage()).contains("in use")) {
        throw new PortTakenException(settings.host(), settings.port(), e);
      }
      throw cannotListen(settings, e);
    } catch (IOException | UnresolvedAddressException e) {
      throw cannotListen(settings, e);
    }
  }

  private static StartException cannotListen(ProxySettings settings, Exception e) {
    return new StartException(
        "Cannot listen on "
            + settings.host()
            + ":"
            + settings.port()
            + ": the address is none of this machine's, or not allowed to this user.",
        e);
  }

  /** There, the option lets two programs share a port. */
  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }

  /**
   * Stops: accepts nothing more, lets requests in flight go on for the grace, then has their
   * handlers tell their clients that it waits no longer. Returns when all is over; harmless when
   * not running.
   */
  public synchronized void stop() {
    Live stopping = live;
    if (stopping == null) {
      return;
    }
    live = null;
    become(new ProxyState.Stopping());
    CountDownLatch stopped = new CountDownLatch(1);
    Thread.ofVirtual().name("stop grace").start(() -> cutAfterGrace(stopping, stopped));
    try {
      stopping.server().stop();
    } finally {
      stopped.countDown();
      become(new ProxyState.Stopped());
    }
  }

  private static void cutAfterGrace(Live live, CountDownLatch stopped) {
    try {
      if (!stopped.await(live.settings().stopGrace().toMillis(), TimeUnit.MILLISECONDS)) {
        live.connections().cutAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops for good. */
  @Override
  public void close() {
    stop();
    look.close();
  }

  private void become(ProxyState next) {
    state = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  /** A wildcard is no address to call; loopback reaches it. */
  private static URI uri(String host, int port) {
    String name =
        switch (host) {
          case "0.0.0.0", "" -> "127.0.0.1";
          case "::", "[::]" -> "[::1]";
          default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    return URI.create("http://" + name + ":" + port);
  }
}
