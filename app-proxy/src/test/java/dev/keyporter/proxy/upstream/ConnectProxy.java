package dev.keyporter.proxy.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy that leads every CONNECT to one port of this machine, whatever it names. */
final class ConnectProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final @Nullable String authorization;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /**
   * @param authorization what Proxy-Authorization must say; null for an open proxy
   */
  ConnectProxy(int target, @Nullable String authorization) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.authorization = authorization;
    threads.execute(this::accept);
  }

  /** As HTTPS_PROXY would say. */
  URI address(String userInfo) {
    return URI.create("http://" + userInfo + "127.0.0.1:" + server.getLocalPort());
  }

  /** The heads of all requests so far. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        sockets.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      heads.add(head);
      if (authorization != null
          && !head.contains("\r\nProxy-Authorization: " + authorization + "\r\n")) {
        send(client, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      try (Socket provider = new Socket(InetAddress.getLoopbackAddress(), target)) {
        sockets.add(provider);
        send(client, "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        threads.execute(() -> pump(provider, client));
        client.getInputStream().transferTo(provider.getOutputStream());
      }
    } catch (IOException e) {
      // One of the two left.
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

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("No whole request.");
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
