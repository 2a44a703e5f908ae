package dev.keyporter.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network that can lose connections without a word, as a router that is switched off does. */
final class Wire implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();
  private final int serverPort;

  Wire(int serverPort) throws IOException {
    this.serverPort = serverPort;
    Thread.ofVirtual().start(this::accept);
  }

  private static final class Pair {
    private final Socket client;
    private final Socket server;
    private volatile boolean isLost;

    Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pass(Socket from, Socket to) {
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[8192];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
          if (!isLost) {
            out.write(bytes, 0, count);
          }
        }
        if (!isLost) {
          to.close();
        }
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        var pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
        pairs.add(pair);
        Thread.ofVirtual().start(() -> pair.pass(pair.client, pair.server));
        Thread.ofVirtual().start(() -> pair.pass(pair.server, pair.client));
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  /** From now on nothing arrives on the connections there are; new ones can be made. */
  void loseAll() {
    pairs.forEach(pair -> pair.isLost = true);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Pair pair : pairs) {
        pair.client.close();
        pair.server.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
