package dev.keyporter.proxy.upstream;

import java.io.EOFException;
import java.io.IOException;

/** Where an answer's body ends. */
sealed interface Framing {
  /**
   * At least one byte of the body, as soon as any is there, or -1 at its clean end.
   *
   * @throws EOFException when the connection ends before the body does
   * @throws ProtocolException when what comes breaks the framing
   */
  int read(Connection connection, byte[] target, int offset, int length) throws IOException;

  /** Whether the body is known to have ended, without asking for more. */
  boolean isAtEnd();

  /** Whether the connection can go on after the body. */
  default boolean leavesConnectionOpen() {
    return true;
  }

  /** Ends after an announced number of bytes. */
  final class Fixed implements Framing {
    private long left;

    Fixed(long length) {
      this.left = length;
    }

    @Override
    public int read(Connection connection, byte[] target, int offset, int length)
        throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = connection.read(target, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("The connection ended before the announced length.");
      }
      left -= count;
      return count;
    }

    @Override
    public boolean isAtEnd() {
      return left == 0;
    }
  }

  /** Ends with a chunk of length zero (RFC 9112, 7.1). Extensions and trailers are passed over. */
  final class Chunked implements Framing {
    private static final int MAX_LINE = 16 * 1024;

    private long left;
    private boolean inBody;
    private boolean ended;

    @Override
    public int read(Connection connection, byte[] target, int offset, int length)
        throws IOException {
      if (left == 0 && !ended) {
        nextChunk(connection);
      }
      if (ended) {
        return -1;
      }
      int count = connection.read(target, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("The connection ended within a chunk.");
      }
      left -= count;
      return count;
    }

    private void nextChunk(Connection connection) throws IOException {
      if (inBody && !connection.readLine(MAX_LINE).isEmpty()) {
        throw new ProtocolException("A chunk is longer than announced.");
      }
      inBody = true;
      left = chunkSize(connection.readLine(MAX_LINE));
      if (left == 0) {
        int trailers = MAX_LINE;
        String line;
        do {
          line = connection.readLine(trailers);
          trailers -= line.length();
        } while (!line.isEmpty());
        ended = true;
      }
    }

    private static long chunkSize(String line) throws ProtocolException {
      int semicolon = line.indexOf(';');
      String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
      boolean isHex =
          !size.isEmpty()
              && size.length() <= 15
              && size.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
      if (!isHex) {
        throw new ProtocolException("A chunk has no length.");
      }
      return Long.parseLong(size, 16);
    }

    @Override
    public boolean isAtEnd() {
      return ended;
    }
  }

  /** Ends with the connection: the one framing that cannot tell an end from a cut. */
  final class UntilClose implements Framing {
    private boolean ended;

    @Override
    public int read(Connection connection, byte[] target, int offset, int length)
        throws IOException {
      int count = ended ? -1 : connection.read(target, offset, length);
      ended = count < 0;
      return count;
    }

    @Override
    public boolean isAtEnd() {
      return ended;
    }

    @Override
    public boolean leavesConnectionOpen() {
      return false;
    }
  }
}
