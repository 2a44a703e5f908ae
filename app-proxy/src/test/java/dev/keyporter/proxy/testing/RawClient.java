package dev.keyporter.proxy.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A client that sends and reads bytes, for what no HTTP client would do. Octets are chars. */
public final class RawClient implements AutoCloseable {
  private static final int DEADLINE_MILLIS = 20_000;
  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  /** Connects to a port of 127.0.0.1; reads fail after 20 seconds. */
  public static RawClient connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", port), DEADLINE_MILLIS);
    socket.setSoTimeout(DEADLINE_MILLIS);
    socket.setTcpNoDelay(true);
    return new RawClient(socket);
  }

  /** Sends in one write. */
  public RawClient send(String octets) throws IOException {
    return send(octets.getBytes(ISO_8859_1));
  }

  /** Sends in one write. */
  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** An answer that has a Content-Length, head and body. */
  public String readAnswer() throws IOException {
    String head = readUntil("\r\n\r\n");
    int length =
        head.lines()
            .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
            .map(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    return head + new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
  }

  /** Everything up to and including {@code ending}. */
  public String readUntil(String ending) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (read.length() < ending.length()
        || read.indexOf(ending, read.length() - ending.length()) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("The server ended the connection after: " + read);
      }
      read.append((char) b);
    }
    return read.toString();
  }

  /** Everything up to the end of the connection, in good order or not. */
  public String readToEnd() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(read);
    } catch (java.net.SocketException e) {
      // A reset ends the connection as well.
    }
    return read.toString(ISO_8859_1);
  }

  /** Closes the sending side alone: nothing more comes, but answers may. */
  public RawClient endSending() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Breaks off (RST). */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Closes in good order (FIN). */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
