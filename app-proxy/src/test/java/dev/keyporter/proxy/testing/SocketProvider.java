package dev.keyporter.proxy.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyporter.proxy.websocket.Frame;
import dev.keyporter.proxy.websocket.FrameReader;
import dev.keyporter.proxy.websocket.Handshake;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider that takes one WebSocket, or refuses it; the test says what it answers. */
public final class SocketProvider implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final int MOST = 64 << 20;

  private final ServerSocket server;
  private final String refusal;
  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private volatile @Nullable Socket socket;

  private SocketProvider(String refusal) throws IOException {
    this.refusal = refusal;
    this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
  }

  /** One that speaks WebSocket. */
  public static SocketProvider start() throws IOException {
    return new SocketProvider("");
  }

  /** One that answers this status line instead. */
  public static SocketProvider refusing(String statusLine) throws IOException {
    return new SocketProvider(statusLine);
  }

  /** As a key has it. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
  }

  private void serve() {
    try {
      while (true) {
        Socket accepted = server.accept();
        socket = accepted;
        String head = head(accepted.getInputStream());
        heads.add(head);
        if (!refusal.isEmpty()) {
          write(accepted, (refusal + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
          continue;
        }
        Matcher key = KEY.matcher(head);
        write(
            accepted,
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "x-request-id: req_up\r\nSec-WebSocket-Accept: "
                    + Handshake.accept(key.find() ? key.group(1) : "")
                    + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        read(accepted);
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void read(Socket accepted) throws IOException {
    var reader = new FrameReader(accepted.getInputStream()::read, true, MOST);
    Frame frame;
    while ((frame = reader.read()) != null) {
      frames.add(frame);
    }
  }

  private static void write(Socket to, byte[] bytes) throws IOException {
    to.getOutputStream().write(bytes);
    to.getOutputStream().flush();
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("No head came.");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  /** The head of the next handshake. */
  public String takeHead() throws InterruptedException {
    return taken(heads.poll(20, TimeUnit.SECONDS));
  }

  /** The next frame. */
  public Frame takeFrame() throws InterruptedException {
    return taken(frames.poll(20, TimeUnit.SECONDS));
  }

  /** The text of the next frame. */
  public String takeText() throws InterruptedException {
    return new String(takeFrame().payload(), UTF_8);
  }

  /** Whether a frame has come that nobody has taken. */
  public boolean hasFrame() {
    return !frames.isEmpty();
  }

  private static <T> T taken(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("Nothing came.");
    }
    return value;
  }

  /** Sends a message of text. */
  public void send(String text) throws IOException {
    send(Frame.text(text.getBytes(UTF_8)));
  }

  /** Sends a frame. */
  public void send(Frame frame) throws IOException {
    write(taken(socket), frame.bytes(null));
  }

  /** Breaks the connection. */
  public void drop() throws IOException {
    taken(socket).close();
  }

  @Override
  public void close() {
    try {
      server.close();
      Socket open = socket;
      if (open != null) {
        open.close();
      }
    } catch (IOException _) {
      // It is to be closed.
    }
  }
}
