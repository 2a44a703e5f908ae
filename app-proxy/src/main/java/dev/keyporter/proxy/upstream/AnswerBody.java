package dev.keyporter.proxy.upstream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;

/** An answer's body; gives the connection back as soon as the last byte is read. */
final class AnswerBody extends InputStream {
  private final Connection connection;
  private final Framing framing;
  private final boolean keepsAlive;
  private final ConnectionPool pool;
  private final Cancellation cancellation;
  private boolean given;

  AnswerBody(
      Connection connection,
      Framing framing,
      boolean keepsAlive,
      ConnectionPool pool,
      Cancellation cancellation) {
    this.connection = connection;
    this.framing = framing;
    this.keepsAlive = keepsAlive && framing.leavesConnectionOpen();
    this.pool = pool;
    this.cancellation = cancellation;
    giveBackAtEnd();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (framing.isAtEnd()) {
      return -1;
    }
    if (given) {
      throw new BrokenBodyException(BrokenBodyException.Reason.CUT, "The answer is closed.");
    }
    try {
      int count = framing.read(connection, target, offset, length);
      giveBackAtEnd();
      return count;
    } catch (IOException e) {
      close();
      throw broken(e);
    }
  }

  /** Some of what can be read without waiting; 0 where that is not known. */
  @Override
  public int available() {
    return given ? 0 : connection.buffered();
  }

  private BrokenBodyException broken(IOException e) {
    if (cancellation.isCancelled()) {
      return new BrokenBodyException(
          BrokenBodyException.Reason.CANCELLED, "The call was cancelled.", e);
    }
    return switch (e) {
      case SocketTimeoutException timeout ->
          new BrokenBodyException(
              BrokenBodyException.Reason.TIMED_OUT,
              "The provider fell silent within its answer.",
              timeout);
      case EOFException eof ->
          new BrokenBodyException(BrokenBodyException.Reason.CUT, "The answer was cut off.", eof);
      default ->
          new BrokenBodyException(
              BrokenBodyException.Reason.CUT, "The answer broke off: " + e.getMessage(), e);
    };
  }

  private void giveBackAtEnd() {
    if (framing.isAtEnd() && !given) {
      given = true;
      if (cancellation.release() && keepsAlive) {
        pool.give(connection);
      } else {
        connection.close();
      }
    }
  }

  /** Whether the body's clean end was reached. */
  boolean isComplete() {
    return framing.isAtEnd();
  }

  /** Drops the connection, unless it was given back at the body's end. */
  @Override
  public void close() {
    if (!given) {
      given = true;
      cancellation.release();
      connection.close();
    }
  }
}
