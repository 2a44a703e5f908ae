package dev.keyporter.proxy.upstream;

import dev.keyporter.proxy.time.Rounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Makes connections: name, TCP, proxy, TLS, all within one time. */
final class Dialer {
  private final UpstreamSettings settings;
  private final @Nullable Path extraCertificates;
  private volatile CompletableFuture<SSLContext> tls;
  private final Tunnel tunnel;

  /** For the end of the patience with what their providers send. */
  private final Rounds<Connection> open =
      new Rounds<>("upstream watch", Duration.ofMillis(100), this::look);

  Dialer(UpstreamSettings settings) {
    this.settings = settings;
    this.extraCertificates = settings.extraCertificates();
    this.tls = trust(extraCertificates);
    this.tunnel = new Tunnel(settings.httpsProxy(), settings.noProxy());
  }

  /**
   * The system's certificates take a quarter of a second to read, which nobody who starts need wait
   * for. A file that somebody named is read at once, since it may not be one.
   */
  private static CompletableFuture<SSLContext> trust(@Nullable Path extraCertificates) {
    return extraCertificates == null
        ? CompletableFuture.supplyAsync(
            () -> Trust.context(null), task -> Thread.ofVirtual().name("trust").start(task))
        : CompletableFuture.completedFuture(Trust.context(extraCertificates));
  }

  /** Where reading them has failed, for want of memory say, the next connection tries again. */
  private SSLContext trusted() {
    CompletableFuture<SSLContext> read = tls;
    if (read.isCompletedExceptionally()) {
      read = CompletableFuture.completedFuture(Trust.context(extraCertificates));
      tls = read;
    }
    return read.join();
  }

  private void look(Connection connection) {
    if (connection.isOpen()) {
      connection.closeWhenSilent(settings.readTimeout().toNanos());
    } else {
      open.remove(connection);
    }
  }

  /**
   * A connection as it was made.
   *
   * @param channel the bare one
   * @param socket the same, or TLS upon it
   */
  record Dialled(SocketChannel channel, Socket socket) {}

  /**
   * As {@link #dial}, watched for silence from now on.
   *
   * @throws IOException when there is no connection, or the call was cancelled
   */
  Connection connect(Origin origin, Cancellation cancellation) throws IOException {
    Dialled dialled = dial(origin, cancellation);
    Connection connection = new Connection(origin, dialled.channel(), dialled.socket());
    open.add(connection);
    return connection;
  }

  /**
   * @throws IOException when there is no connection, or the call was cancelled
   */
  Dialled dial(Origin origin, Cancellation cancellation) throws IOException {
    Deadline deadline = Deadline.in(settings.connectTimeout());
    boolean isTunnelled = tunnel.leadsTo(origin);
    SocketChannel channel =
        isTunnelled
            ? reach(tunnel.entrance().host(), tunnel.entrance().port(), deadline, cancellation)
            : reach(origin, deadline, cancellation);
    boolean isDone = false;
    try {
      Socket socket = channel.socket();
      socket.setSoTimeout(deadline.leftMillis());
      if (isTunnelled) {
        tunnel.open(socket, origin);
      }
      if (origin.secure()) {
        socket = secure(socket, origin, deadline);
      }
      socket.setSoTimeout(0);
      isDone = true;
      return new Dialled(channel, socket);
    } finally {
      if (!isDone) {
        channel.close();
      }
    }
  }

  private SocketChannel reach(Origin origin, Deadline deadline, Cancellation cancellation)
      throws IOException {
    if (origin.host().equals(UpstreamSettings.DEMO_HOST)) {
      return reach(
          List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})),
          settings.demoPort().getAsInt(),
          deadline,
          cancellation);
    }
    return reach(origin.host(), origin.port(), deadline, cancellation);
  }

  private SocketChannel reach(String host, int port, Deadline deadline, Cancellation cancellation)
      throws IOException {
    return reach(Names.resolve(host, deadline, cancellation), port, deadline, cancellation);
  }

  /** Tries one address after the other: "localhost" is often two, and a server on only one. */
  private static SocketChannel reach(
      List<InetAddress> addresses, int port, Deadline deadline, Cancellation cancellation)
      throws IOException {
    IOException failure = new IOException("There is no address.");
    for (InetAddress address : addresses) {
      SocketChannel channel = SocketChannel.open();
      try {
        if (!cancellation.onCancel(() -> close(channel))) {
          throw new IOException("Cancelled.");
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        channel.socket().connect(new InetSocketAddress(address, port), deadline.leftMillis());
        return channel;
      } catch (IOException e) {
        channel.close();
        failure = e;
      }
    }
    throw failure;
  }

  private SSLSocket secure(Socket socket, Origin origin, Deadline deadline) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            trusted().getSocketFactory().createSocket(socket, origin.host(), origin.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    secure.setSSLParameters(parameters);
    secure.setSoTimeout(deadline.leftMillis());
    secure.startHandshake();
    return secure;
  }

  /** How long a provider may take to answer. */
  Duration answerTimeout() {
    return settings.readTimeout();
  }

  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing more can be done about it.
    }
  }
}
