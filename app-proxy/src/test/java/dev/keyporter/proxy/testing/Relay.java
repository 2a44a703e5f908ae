package dev.keyporter.proxy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another one, until it is cut; then nothing listens there. */
public final class Relay implements AutoCloseable {
  private final int port;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;

  /**
   * @param target a port of 127.0.0.1
   */
  public Relay(int target) throws IOException {
    this.target = target;
    this.server = listen(0);
    this.port = server.getLocalPort();
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return port;
  }

  /** Breaks every connection and listens no more. */
  public void cut() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** Listens again, on the same port. */
  public void mend() throws IOException {
    server = listen(port);
    Thread.ofVirtual().start(this::accept);
  }

  @Override
  public void close() {
    try {
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    var server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return server;
  }

  private void accept() {
    ServerSocket accepting = server;
    try {
      while (true) {
        Socket client = accepting.accept();
        sockets.add(client);
        var beyond = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(beyond);
        if (accepting.isClosed()) {
          beyond.close();
          client.close();
        }
        Thread.ofVirtual().start(() -> pump(client, beyond));
        Thread.ofVirtual().start(() -> pump(beyond, client));
      }
    } catch (IOException e) {
      // Cut.
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of the two left.
    }
  }
}
