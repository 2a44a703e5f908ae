package dev.keyporter.proxy.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection to a provider, with what was read of it and not yet used. */
final class Connection {
  private static final int BUFFER_SIZE = 16 * 1024;
  private static final int WRITTEN_AT_ONCE = 64 * 1024;

  private final Origin origin;
  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int limit;
  private boolean answering;
  private boolean used;
  private long idleSince;

  /** When the reading or writing that goes on began; 0 while there is none. */
  private volatile long waitingSince;

  private volatile boolean isSilent;

  /**
   * @param channel the bare connection: what is closed, and looked at while idle
   * @param socket the same, or TLS upon it
   */
  Connection(Origin origin, SocketChannel channel, Socket socket) throws IOException {
    this.origin = origin;
    this.channel = channel;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  Origin origin() {
    return origin;
  }

  /** Whether it has carried an earlier exchange. */
  boolean isUsed() {
    return used;
  }

  /** Whether anything came since the request went out. */
  boolean isAnswering() {
    return answering;
  }

  void write(byte[] head, byte[] body) throws IOException {
    answering = false;
    if (body.length > 0 && body.length <= BUFFER_SIZE) {
      byte[] both = new byte[head.length + body.length];
      System.arraycopy(head, 0, both, 0, head.length);
      System.arraycopy(body, 0, both, head.length, body.length);
      write(both);
    } else {
      write(head);
      write(body);
    }
  }

  /** Writes more. Nobody waits for ever for a provider that takes nothing. */
  void write(byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; from += WRITTEN_AT_ONCE) {
      waitingSince = System.nanoTime() | 1;
      try {
        out.write(bytes, from, Math.min(WRITTEN_AT_ONCE, bytes.length - from));
      } finally {
        waitingSince = 0;
      }
    }
    out.flush();
  }

  /** At least one byte, at most {@code length}, or -1 at the end of the connection. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit) {
      if (length >= BUFFER_SIZE) {
        return receive(target, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  /**
   * A line without its end, CRLF or a bare LF (RFC 9112, 2.2), octets as chars.
   *
   * @throws EOFException when the connection ends first
   * @throws ProtocolException when it is longer than {@code maxLength}
   */
  String readLine(int maxLength) throws IOException {
    StringBuilder line = new StringBuilder(0);
    while (true) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      if (line.length() + (end - position) > maxLength) {
        throw new ProtocolException("A line is too long.");
      }
      var piece = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
      if (end < limit) {
        position = end + 1;
        String whole = line.isEmpty() ? piece : line.append(piece).toString();
        return whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
      }
      line.append(piece);
      if (!fill()) {
        throw new EOFException("The connection ended within a line.");
      }
    }
  }

  /** How many bytes can be read without waiting. */
  int buffered() {
    return limit - position;
  }

  private boolean fill() throws IOException {
    int count = receive(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(count, 0);
    return count > 0;
  }

  private int receive(byte[] target, int offset, int length) throws IOException {
    waitingSince = System.nanoTime() | 1;
    try {
      int count = in.read(target, offset, length);
      answering |= count > 0;
      if (count >= 0 || !isSilent) {
        return count;
      }
    } catch (IOException e) {
      if (!isSilent) {
        throw e;
      }
    } finally {
      waitingSince = 0;
    }
    throw new SocketTimeoutException("Nothing came for too long.");
  }

  /**
   * Closes it where a reading or writing has waited for so many nanoseconds; a reading then says
   * so.
   */
  void closeWhenSilent(long patience) {
    long since = waitingSince;
    if (since != 0 && System.nanoTime() - since >= patience) {
      isSilent = true;
      close();
    }
  }

  /** Marks it idle. False when bytes are left over that belong to no answer. */
  boolean rest() {
    used = true;
    idleSince = System.nanoTime();
    return position == limit;
  }

  /** Nanoseconds since {@link #rest()}. */
  long idleNanos() {
    return System.nanoTime() - idleSince;
  }

  /**
   * Whether the provider has neither closed it nor sent anything while it was idle. Reads without
   * waiting; whatever comes there, TLS records included, belongs to no request of ours.
   */
  boolean isFresh() {
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(ByteBuffer.allocate(1)) == 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      return false;
    }
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Ends it at once, from whatever thread, without a word of TLS. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
  }
}
